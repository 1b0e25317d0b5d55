package io.tributary.support;

import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Remembers every leaked buffer Netty finds, so that the run can be failed for it; see {@link
 * Watchdog}.
 */
public final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {
  private static final List<String> LEAKS = new CopyOnWriteArrayList<>();

  /** Called by Netty, by reflection. */
  public RecordingLeakDetector(Class<T> resource, int samplingInterval) {
    super(resource, samplingInterval);
  }

  /** Called by Netty, by reflection. */
  public RecordingLeakDetector(Class<T> resource, int samplingInterval, long maxActive) {
    super(resource, samplingInterval);
  }

  @Override
  protected void reportTracedLeak(String resourceType, String records) {
    LEAKS.add(resourceType + records);
  }

  @Override
  protected void reportUntracedLeak(String resourceType) {
    LEAKS.add(resourceType);
  }

  @Override
  protected boolean needReport() {
    return true;
  }

  static List<String> leaks() {
    return LEAKS;
  }
}
