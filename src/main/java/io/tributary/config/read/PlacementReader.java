package io.tributary.config.read;

import io.tributary.config.MatchConfig;
import io.tributary.config.PlacementConfig;
import io.tributary.config.yaml.MessageText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads where the response shows a part: {@code flatten}, {@code into} and {@code match}. Mistakes
 * are reported.
 */
final class PlacementReader {
  private PlacementReader() {}

  /**
   * Reads the place.
   *
   * @param name of the part
   * @param parts the names of the aggregate's parts
   */
  static PlacementConfig read(ObjectReader section, String name, Set<String> parts) {
    boolean flatten = section.optional("flatten").flatMap(ConfigValue::truth).orElse(false);
    Optional<ConfigValue> into = section.optional("into");
    if (flatten && into.isPresent()) {
      section.problem("flatten", "has no effect beside into, which leaves the part no members");
    }
    Optional<ConfigValue> match = section.optional("match");
    if (match.isPresent() && into.isEmpty()) {
      section.problem("match", "has no effect without into, which names the other part");
    }
    return new PlacementConfig(
        flatten,
        into.flatMap(value -> other(value, name, parts)),
        match.flatMap(PlacementReader::match));
  }

  private static Optional<MatchConfig> match(ConfigValue value) {
    Optional<List<ConfigValue.Member>> members = value.members();
    if (members.isEmpty()) {
      return Optional.empty();
    }
    if (members.get().size() != 1) {
      return value.refuse(
          "must be one member of the other part with the member of this part that it equals, as in"
              + " customerId: id");
    }
    ConfigValue.Member member = members.get().getFirst();
    boolean valid = ShapeReader.isPath(member.key(), member.value());
    return member
        .value()
        .text()
        .filter(own -> ShapeReader.isPath(own, member.value()) && valid)
        .map(own -> new MatchConfig(member.key(), own));
  }

  private static Optional<String> other(ConfigValue value, String name, Set<String> parts) {
    Optional<String> other = value.text();
    if (other.filter(name::equals).isPresent()) {
      return value.refuse("must be another part");
    }
    if (other.isPresent() && !parts.contains(other.get())) {
      return value.refuse(
          "there is no part "
              + MessageText.quoted(other.get())
              + Suggestion.hintOrList(other.get(), parts, "parts"));
    }
    return other;
  }
}
