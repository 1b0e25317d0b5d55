package io.tributary.config.read;

import io.tributary.config.PartConfig;
import io.tributary.config.Secret;
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

/** Reads the names and the values of headers, and refuses those that would break a call. */
final class HeaderRules {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern FIELD_VALUE = Pattern.compile("[ -~]*");

  /** Headers of a connection, and headers that Tributary sets on every call. In lower case. */
  static final Set<String> RESERVED =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "upgrade",
          "te",
          "expect",
          "trailer",
          "accept-encoding",
          "request-timeout-ms",
          "x-request-id",
          "traceparent",
          "tracestate",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-proto",
          "forwarded");

  private HeaderRules() {}

  /** Constants: values by name, in the order of the file. */
  static Map<String, Secret> constants(Optional<ConfigValue> headers) {
    Map<String, Secret> constants = new LinkedHashMap<>();
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (ConfigValue.Member member : headers.flatMap(ConfigValue::members).orElseGet(List::of)) {
      checkName(member.key(), member.value(), seen);
      if (PartConfig.IDEMPOTENCY_KEY.equalsIgnoreCase(member.key())) {
        member
            .value()
            .problem(
                "would be the same for all requests, of which a backend does only the first;"
                    + " use idempotent: true, or forward the client's");
      }
      member
          .value()
          .secret()
          .filter(secret -> checkValue(secret.text(), member.value()))
          .ifPresent(secret -> constants.put(member.key(), secret));
    }
    return constants;
  }

  /** The names of the client headers that are passed on. */
  static List<String> passedOn(Optional<ConfigValue> forward, Set<String> constants) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Set<String> constant = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    constant.addAll(constants);
    for (ConfigValue item : forward.flatMap(ConfigValue::items).orElseGet(List::of)) {
      item.text()
          .ifPresent(
              name -> {
                checkName(name, item, seen);
                if (constant.contains(name)) {
                  item.problem(
                      "the header is also a constant in headers; only one of them can be sent");
                }
                names.add(name);
              });
    }
    return names;
  }

  /**
   * Whether the value of a header is printable ASCII. Reports if it is not; the message does not
   * repeat it.
   */
  static boolean checkValue(String text, ConfigValue value) {
    boolean valid = FIELD_VALUE.matcher(text).matches();
    if (!valid) {
      value.problem("the value of a header must be printable ASCII on one line");
    }
    return valid;
  }

  /** Whether a header can have this name. */
  static boolean isToken(String name) {
    return TOKEN.matcher(name).matches();
  }

  /**
   * Reports a name that no header can have, that is not for a configuration, or that was seen
   * before.
   */
  static void checkName(String name, ConfigValue value, Set<String> seen) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!isToken(name)) {
      value.problem(MessageText.quoted(name) + " is not a valid name of a header");
    } else if (RESERVED.contains(lower) || lower.startsWith("proxy-")) {
      value.problem(
          "the header " + MessageText.plain(name) + " is set by Tributary or by the connection");
    } else if (!seen.add(name)) {
      value.problem("the header " + MessageText.plain(name) + " appears twice");
    }
  }
}
