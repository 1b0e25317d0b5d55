package io.tributary.config.read;

import io.tributary.config.AcceptedStatuses;
import io.tributary.config.yaml.ScalarKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the statuses that a part accepts: {@code [2xx, 404]}. */
final class AcceptReader {
  private static final String WANTED = "a status from 200 to 599, or 2xx, 3xx, 4xx or 5xx";
  private static final Pattern HUNDRED = Pattern.compile("[2-5]xx");

  private AcceptReader() {}

  static AcceptedStatuses of(Optional<ConfigValue> accept) {
    if (accept.isEmpty()) {
      return AcceptedStatuses.successful();
    }
    Optional<List<ConfigValue>> items = accept.get().items();
    if (items.isPresent() && items.get().isEmpty()) {
      accept.get().problem("must name at least one status; leave it out for 2xx");
    }
    AcceptedStatuses accepted = AcceptedStatuses.none();
    for (ConfigValue item : items.orElseGet(List::of)) {
      accepted = withItem(accepted, item);
    }
    return accepted;
  }

  private static AcceptedStatuses withItem(AcceptedStatuses accepted, ConfigValue item) {
    Optional<ScalarText> word = ScalarText.of(item, WANTED);
    if (word.isPresent() && HUNDRED.matcher(word.get().text()).matches()) {
      int first = Character.digit(word.get().text().charAt(0), 10) * 100;
      return accepted.and(first, first + 99);
    }
    return word.flatMap(w -> w.as(ScalarKind.INTEGER, item, WANTED))
        .flatMap(digits -> status(digits, item))
        .map(status -> accepted.and(status, status))
        .orElse(accepted);
  }

  private static Optional<Integer> status(String digits, ConfigValue item) {
    int status = digits.length() == 3 ? Integer.parseInt(digits) : 0;
    return status >= 200 && status <= 599
        ? Optional.of(status)
        : item.refuse("must be a status from 200 to 599");
  }
}
