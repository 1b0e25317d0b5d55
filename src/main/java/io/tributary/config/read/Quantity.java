package io.tributary.config.read;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 800ms}, {@code 2s}, {@code 1m} and {@code 512KiB}, {@code 1MiB}. */
final class Quantity {
  private static final Pattern SHAPE = Pattern.compile("(0|[1-9][0-9]{0,9})(ms|s|m|B|KiB|MiB|GiB)");

  private Quantity() {}

  static Optional<Duration> duration(String text) {
    return parsed(text)
        .flatMap(
            shape -> {
              long amount = Long.parseLong(shape.group(1));
              return switch (shape.group(2)) {
                case "ms" -> Optional.of(Duration.ofMillis(amount));
                case "s" -> Optional.of(Duration.ofSeconds(amount));
                case "m" -> Optional.of(Duration.ofMinutes(amount));
                default -> Optional.empty();
              };
            });
  }

  /** A number of bytes. */
  static Optional<Long> size(String text) {
    return parsed(text)
        .flatMap(
            shape -> {
              long amount = Long.parseLong(shape.group(1));
              return switch (shape.group(2)) {
                case "B" -> Optional.of(amount);
                case "KiB" -> Optional.of(amount << 10);
                case "MiB" -> Optional.of(amount << 20);
                case "GiB" -> Optional.of(amount << 30);
                default -> Optional.empty();
              };
            });
  }

  private static Optional<Matcher> parsed(String text) {
    return Optional.of(SHAPE.matcher(text)).filter(Matcher::matches);
  }
}
