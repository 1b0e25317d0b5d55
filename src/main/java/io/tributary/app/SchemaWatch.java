package io.tributary.app;

import io.tributary.metrics.MicrometerMetrics;
import io.tributary.scope.Trace;
import io.tributary.transform.SchemaObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and logs the bodies that do not fit the schemas of their parts. Thread-safe.
 *
 * @param lines the subjects are parts
 */
record SchemaWatch(MicrometerMetrics metrics, SeldomLog<SchemaObserver.Subject> lines)
    implements SchemaObserver {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaWatch.class);

  @Override
  public void mismatched(Subject subject, String rule, Trace trace) {
    metrics.schemas().mismatched(subject.aggregate(), subject.part(), subject.backend());
    if (lines.due(subject)) {
      LOG.warn(
          "Backend {}: the body of part {} of {} breaks a rule of its schema: {}; request {}",
          subject.backend(),
          subject.part(),
          subject.aggregate(),
          rule,
          trace.requestId());
    }
  }

  @Override
  public void unchecked(Subject subject, Trace trace) {
    metrics.schemas().unchecked(subject.aggregate(), subject.part(), subject.backend());
  }
}
