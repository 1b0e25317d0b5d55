package io.tributary.config.read;

import io.tributary.config.yaml.Problems;
import io.tributary.config.yaml.SourceFiles;
import java.nio.file.Path;

/**
 * What the readers of one file share.
 *
 * @param files reads the other files that the file names, except PEM files
 * @param folder absolute; where relative paths start
 */
record ReadContext(
    Problems problems,
    Environment environment,
    ExpressionChecks expressions,
    SourceFiles files,
    Path folder) {}
