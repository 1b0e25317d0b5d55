package io.tributary.app;

import io.tributary.support.FakeBackend;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The same routes over each transport, by the names of the backends. */
final class EachTransport {
  private EachTransport() {}

  /**
   * A configuration.
   *
   * @param http1 the backend of {@code web} and {@code lean}
   * @param http2 the same one in HTTP/2, of {@code h2}
   * @param routes aggregates, with {@code @} for the name of the backend
   */
  static String yaml(FakeBackend http1, FakeBackend http2, String routes) {
    return """
    backends:
      web: { url: "%1$s" }
      lean: { url: "%1$s", transport: lean }
      h2: { url: "%2$s", protocol: http/2 }
    aggregates:
    %3$s
    """
        .formatted(
            http1.url(),
            http2.url(),
            Stream.of("web", "lean", "h2")
                .map(name -> routes.replace("@", name))
                .collect(Collectors.joining("\n")));
  }
}
