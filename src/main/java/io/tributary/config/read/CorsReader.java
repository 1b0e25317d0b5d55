package io.tributary.config.read;

import io.tributary.config.AllowedOrigin;
import io.tributary.config.CorsConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which web pages of other origins may use the aggregates. */
final class CorsReader {
  private static final String ORIGIN =
      "an origin such as https://app.example, https://*.app.example or *";

  private static final Pattern SHAPE =
      Pattern.compile("([a-z][a-z0-9+.-]*)://(\\*\\.)?([^/?#@*]+)", Pattern.CASE_INSENSITIVE);

  private CorsReader() {}

  static CorsConfig read(ObjectReader section) {
    Optional<ConfigValue> written = section.required("origins");
    List<AllowedOrigin> origins = new ArrayList<>();
    Optional<List<ConfigValue>> items = written.flatMap(ConfigValue::items);
    items.orElseGet(List::of).forEach(item -> origin(item).ifPresent(origins::add));
    if (items.isPresent() && items.get().isEmpty()) {
      written.orElseThrow().problem("must have at least one origin");
    }
    Optional<ConfigValue> credentials = section.optional("credentials");
    CorsConfig cors =
        new CorsConfig(
            origins,
            credentials.flatMap(ConfigValue::truth).orElse(false),
            section
                .optional("maxAge")
                .flatMap(v -> v.duration(Duration.ZERO))
                .orElse(Duration.ofMinutes(10)));
    if (cors.credentials() && origins.contains(new AllowedOrigin.Any())) {
      credentials
          .orElseThrow()
          .problem("must not be true when origins has *: any page could act for a signed-in user");
    }
    section.finish();
    return cors;
  }

  private static Optional<AllowedOrigin> origin(ConfigValue item) {
    return ScalarText.of(item, ORIGIN).flatMap(word -> origin(word, item));
  }

  private static Optional<AllowedOrigin> origin(ScalarText word, ConfigValue item) {
    String text = word.text();
    if (text.equals("*")) {
      return Optional.of(new AllowedOrigin.Any());
    }
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      return item.refuse("must be " + ORIGIN + ", without a path, not " + word.shown());
    }
    String scheme = shape.group(1).toLowerCase(Locale.ROOT);
    boolean subdomains = shape.group(2) != null;
    return Authority.of(shape.group(3), item)
        .flatMap(
            authority ->
                subdomains
                    ? subdomains(scheme, authority, item)
                    : Optional.of(
                        new AllowedOrigin.One(scheme + "://" + written(scheme, authority))));
  }

  private static Optional<AllowedOrigin> subdomains(
      String scheme, Authority authority, ConfigValue item) {
    String host = authority.host();
    if (HostNames.isAddress(host)) {
      return item.refuse("must have a name after *. because an address has no subdomains");
    }
    return host.indexOf('.') < 0 && !host.equalsIgnoreCase("localhost")
        ? item.refuse("must have two labels after *. at least; others could register one")
        : Optional.of(
            new AllowedOrigin.Subdomains(scheme + "://", "." + written(scheme, authority)));
  }

  /** Host and port as browsers write them. */
  private static String written(String scheme, Authority authority) {
    String host = authority.host().toLowerCase(Locale.ROOT);
    String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return authority
        .port()
        .filter(port -> port != defaultPort(scheme))
        .map(port -> shown + ":" + port)
        .orElse(shown);
  }

  /** The port that browsers leave out, or -1. */
  private static int defaultPort(String scheme) {
    return switch (scheme) {
      case "http" -> 80;
      case "https" -> 443;
      default -> -1;
    };
  }
}
