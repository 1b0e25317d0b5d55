package io.tributary.config;

/** What every reader of one file shares: where problems go and whom to ask. */
record Reading(Problems problems, Environment environment, Expressions expressions) {}
