package io.tributary.config.read;

import io.tributary.config.yaml.Problems;
import java.nio.file.Path;

/**
 * What the readers of one file share.
 *
 * @param folder absolute; where relative paths start
 */
record ReadContext(
    Problems problems, Environment environment, ExpressionChecks expressions, Path folder) {}
