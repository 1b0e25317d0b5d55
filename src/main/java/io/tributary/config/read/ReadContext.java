package io.tributary.config.read;

import io.tributary.config.yaml.Problems;

/** What every reader of one file shares: where problems go and whom to ask. */
record ReadContext(Problems problems, Environment environment, ExpressionChecks expressions) {}
