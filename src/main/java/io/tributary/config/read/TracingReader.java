package io.tributary.config.read;

import io.tributary.config.Config;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what is traced, and where traces can be seen. */
final class TracingReader {
  private static final String TRACE_ID = "{traceId}";

  /** What a browser takes as a link to another site: a scheme, a host, and nothing to encode. */
  private static final Pattern LINK =
      Pattern.compile(
          "(?i)https?://[a-z0-9._~:\\[\\]-]+(?:[/?#][a-z0-9._~!$&'()*+,;=:@/?#%|\\[\\]-]*)?");

  private TracingReader() {}

  static Config.Tracing read(ObjectReader section) {
    Config.Tracing tracing =
        new Config.Tracing(
            section.optional("ratio").flatMap(ConfigValue::share).orElse(1.0),
            section.optional("link").flatMap(TracingReader::link));
    section.finish();
    return tracing;
  }

  /** An empty one is none. */
  private static Optional<String> link(ConfigValue value) {
    return value.text().filter(text -> !text.isEmpty()).flatMap(text -> link(text, value));
  }

  private static Optional<String> link(String text, ConfigValue value) {
    if (!text.contains(TRACE_ID)) {
      return value.refuse("must have {traceId} where the id of the trace belongs");
    }
    if (text.replace(TRACE_ID, "").matches(".*[{}].*")) {
      return value.refuse("must have {traceId} and no other braces");
    }
    if (!LINK.matcher(text.replace(TRACE_ID, "0")).matches() || isInHost(text)) {
      return value.refuse(
          "must be a URL such as https://traces.example/trace/{traceId}: http or https, a host"
              + " without a user, and characters of URLs only");
    }
    return Optional.of(text);
  }

  /** There it would make links to other machines. */
  private static boolean isInHost(String text) {
    int afterScheme = text.indexOf("//") + 2;
    int id = text.indexOf(TRACE_ID);
    return text.substring(afterScheme, id).chars().noneMatch(c -> "/?#".indexOf(c) >= 0);
  }
}
