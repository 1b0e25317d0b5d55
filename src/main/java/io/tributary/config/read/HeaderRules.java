package io.tributary.config.read;

import io.tributary.config.yaml.MessageText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads header names and values, and refuses those that would break a call. */
final class HeaderRules {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern FIELD_VALUE = Pattern.compile("[ -~]*");

  /** Headers of one connection only, and those that Tributary sets on every call. */
  private static final Set<String> OURS =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "upgrade",
          "te",
          "trailer",
          "accept-encoding",
          "request-timeout-ms",
          "x-request-id",
          "traceparent",
          "tracestate");

  private HeaderRules() {}

  /** A mapping of constants: names to values, in order. */
  static Map<String, String> constants(Optional<ConfigValue> headers) {
    Map<String, String> constants = new LinkedHashMap<>();
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (ConfigValue.Member member : headers.flatMap(ConfigValue::members).orElseGet(List::of)) {
      checkName(member.key(), member.value(), seen);
      value(member.value()).ifPresent(text -> constants.put(member.key(), text));
    }
    return constants;
  }

  /** A list of names of client headers that are passed on. */
  static List<String> forwarded(Optional<ConfigValue> forward, Map<String, String> constants) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Set<String> constant = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    constant.addAll(constants.keySet());
    for (ConfigValue item : forward.flatMap(ConfigValue::items).orElseGet(List::of)) {
      item.text()
          .ifPresent(
              name -> {
                checkName(name, item, seen);
                if (constant.contains(name)) {
                  item.problem("the header is also a constant in headers; only one can be sent");
                }
                names.add(name);
              });
    }
    return names;
  }

  /** Text that may stand in a header: printable ASCII. The message does not repeat it. */
  static Optional<String> value(ConfigValue value) {
    return value
        .text()
        .filter(
            text -> {
              boolean valid = FIELD_VALUE.matcher(text).matches();
              if (!valid) {
                value.problem("a header's value must be printable ASCII on one line");
              }
              return valid;
            });
  }

  private static void checkName(String name, ConfigValue value, Set<String> seen) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!TOKEN.matcher(name).matches()) {
      value.problem(MessageText.quoted(name) + " is not the name of a header");
    } else if (OURS.contains(lower) || lower.startsWith("proxy-")) {
      value.problem(
          "the header " + MessageText.plain(name) + " is set by Tributary or by the connection");
    } else if (!seen.add(name)) {
      value.problem("the header " + MessageText.plain(name) + " is named twice");
    }
  }
}
