package io.tributary.explain;

import static java.util.stream.Collectors.joining;

import io.tributary.config.HeaderConfig;
import io.tributary.config.yaml.MessageText;
import java.util.List;

/** Writes for people which headers a response has from its parts. Stateless. */
final class HeadersText {
  private HeadersText() {}

  /**
   * A line for each header.
   *
   * @param headers at least one
   * @param stream whether the response is sent before the parts are there
   */
  static String of(List<HeaderConfig> headers, boolean stream) {
    return stream
        ? "none of the parts, since the head is sent before they are there"
        : headers.stream().map(HeadersText::of).collect(joining("\n"));
  }

  private static String of(HeaderConfig header) {
    String name = MessageText.plain(header.name());
    String cookie =
        header.passes() && header.is(HeaderConfig.SET_COOKIE) ? "; no-store if there is one" : "";
    return switch (header.rule()) {
          case DROP -> "no " + name;
          case FROM -> name + " of " + MessageText.plain(header.from().orElseThrow());
          case FIRST -> "the first " + name + " of the parts";
          case ALL -> "every " + name + " of the parts";
          case APPEND -> "every " + name + " of the parts, in one line";
        }
        + cookie;
  }
}
