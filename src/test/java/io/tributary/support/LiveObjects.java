package io.tributary.support;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** How many objects of each class are reachable in this JVM. */
public final class LiveObjects {
  private static final Pattern LINE =
      Pattern.compile("^ *\\d+: +(\\d+) +\\d+ +(\\S+)", Pattern.MULTILINE);

  private LiveObjects() {}

  /** Collects garbage and counts what is left, by the names of classes that start like that. */
  public static Map<String, Long> of(String prefix) {
    Map<String, Long> counts = new TreeMap<>();
    Matcher line = LINE.matcher(histogram());
    while (line.find()) {
      if (line.group(2).startsWith(prefix)) {
        counts.put(line.group(2), Long.parseLong(line.group(1)));
      }
    }
    return counts;
  }

  private static String histogram() {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
    } catch (JMException unavailable) {
      throw new IllegalStateException(unavailable);
    }
  }
}
