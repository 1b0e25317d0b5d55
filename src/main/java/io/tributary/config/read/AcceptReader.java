package io.tributary.config.read;

import io.tributary.config.StatusRange;
import io.tributary.config.yaml.ScalarKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the statuses a part accepts: {@code [2xx, 404]}. */
final class AcceptReader {
  private static final StatusRange SUCCESS = new StatusRange(200, 299);
  private static final Pattern HUNDRED = Pattern.compile("[2-5]xx");

  private AcceptReader() {}

  static List<StatusRange> of(Optional<ConfigValue> accept) {
    if (accept.isEmpty()) {
      return List.of(SUCCESS);
    }
    List<StatusRange> ranges = new ArrayList<>();
    Optional<List<ConfigValue>> items = accept.get().items();
    items.ifPresent(list -> list.forEach(item -> range(item).ifPresent(ranges::add)));
    if (items.isPresent() && items.get().isEmpty()) {
      accept.get().problem("accepts no status; name some or leave it out for 2xx");
    }
    return ranges;
  }

  private static Optional<StatusRange> range(ConfigValue value) {
    String wanted = "a status from 200 to 599, or 2xx, 3xx, 4xx or 5xx";
    return ScalarText.of(value, wanted)
        .flatMap(
            word -> {
              if (HUNDRED.matcher(word.text()).matches()) {
                int from = Character.digit(word.text().charAt(0), 10) * 100;
                return Optional.of(new StatusRange(from, from + 99));
              }
              return word.as(ScalarKind.INTEGER, value, wanted).flatMap(d -> single(d, value));
            });
  }

  private static Optional<StatusRange> single(String digits, ConfigValue value) {
    int status = digits.length() == 3 ? Integer.parseInt(digits) : 0;
    return status >= 200 && status <= 599
        ? Optional.of(new StatusRange(status, status))
        : value.refuse("must be a status from 200 to 599");
  }
}
