package io.tributary.config.read;

import io.tributary.config.HeaderConfig;
import io.tributary.config.HeaderConfig.Rule;
import io.tributary.config.PartConfig;
import io.tributary.config.yaml.MessageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads which headers a response has from its parts. Mistakes are reported. */
final class ResponseHeadersReader {
  private static final int MOST = 50;
  private static final List<Rule> WORDS = List.of(Rule.DROP, Rule.FIRST, Rule.ALL, Rule.APPEND);
  private static final String WANTED = "drop, first, all, append or { from: PART }";

  private final List<PartConfig> parts;

  private ResponseHeadersReader(List<PartConfig> parts) {
    this.parts = parts;
  }

  /**
   * The rules, in the order of the file.
   *
   * @param parts those of the aggregate, also in the background
   */
  static List<HeaderConfig> read(ConfigValue value, List<PartConfig> parts) {
    ResponseHeadersReader reader = new ResponseHeadersReader(parts);
    List<ConfigValue.Member> members = value.members().orElseGet(List::of);
    if (members.size() > MOST) {
      value.problem("must have at most " + MOST + " headers");
      return List.of();
    }
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    List<HeaderConfig> rules = new ArrayList<>();
    for (ConfigValue.Member member : members) {
      if (reader.isName(member, seen)) {
        reader.rule(member.key(), member.value()).ifPresent(rules::add);
      }
    }
    return rules;
  }

  private boolean isName(ConfigValue.Member member, Set<String> seen) {
    String name = member.key();
    if (!HeaderRules.isToken(name)) {
      member.value().problem(MessageText.quoted(name) + " is not a valid name of a header");
      return false;
    }
    Optional<String> why = ResponseHeaderNames.refusal(name);
    if (why.isPresent()) {
      member.value().problem("no part can set it: the header " + why.get());
      return false;
    }
    if (!seen.add(name)) {
      member.value().problem("the header " + MessageText.plain(name) + " appears twice");
      return false;
    }
    return true;
  }

  private Optional<HeaderConfig> rule(String name, ConfigValue value) {
    if (value.isMapping()) {
      return value
          .section()
          .flatMap(this::from)
          .map(part -> new HeaderConfig(name, Rule.FROM, Optional.of(part)))
          .filter(rule -> suits(rule, value));
    }
    return word(value)
        .map(rule -> new HeaderConfig(name, rule, Optional.empty()))
        .filter(rule -> suits(rule, value));
  }

  private Optional<Rule> word(ConfigValue value) {
    Optional<ScalarText> written = ScalarText.of(value, WANTED);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    String text = written.get().text();
    Optional<Rule> rule = WORDS.stream().filter(one -> one.word().equals(text)).findFirst();
    if (rule.isEmpty()) {
      value.problem("must be " + WANTED + ", not " + written.get().shown() + hint(text));
    }
    return rule;
  }

  private String hint(String text) {
    if (text.equals(Rule.FROM.word())) {
      return "";
    }
    return parts.stream().anyMatch(part -> part.name().equals(text))
        ? "; did you mean { from: " + MessageText.plain(text) + " }?"
        : Suggestion.hint(text, WORDS.stream().map(Rule::word).toList());
  }

  private Optional<String> from(ObjectReader section) {
    Optional<ConfigValue> from = section.required("from");
    section.finish();
    return from.flatMap(value -> value.text().filter(part -> isPart(part, value)));
  }

  private boolean isPart(String name, ConfigValue value) {
    Optional<PartConfig> part = parts.stream().filter(one -> one.name().equals(name)).findFirst();
    if (part.isEmpty()) {
      value.problem(
          "there is no part "
              + MessageText.quoted(name)
              + Suggestion.hintOrList(
                  name, parts.stream().map(PartConfig::name).toList(), "parts"));
      return false;
    }
    if (part.get().background()) {
      value.problem(
          "no response waits for " + MessageText.plain(name) + ", a part in the background");
      return false;
    }
    if (part.get().callsSeveralTimes()) {
      value.problem(
          "the part "
              + MessageText.plain(name)
              + " makes several calls; all, first and append can take their headers");
      return false;
    }
    return true;
  }

  /** Whether the rule can be applied to that header. */
  private static boolean suits(HeaderConfig header, ConfigValue value) {
    boolean own = ResponseHeaderNames.isOptional(header.name());
    if (own && header.passes()) {
      value.problem("must be drop: that of a part would not be true of the response");
      return false;
    }
    if (!own && !header.passes()) {
      value.problem(
          "has no effect: a header of a part is left out unless a rule takes it, and of its own"
              + " headers a response can drop ETag and Server-Timing");
      return false;
    }
    if (header.is(HeaderConfig.SET_COOKIE) && header.rule() == Rule.APPEND) {
      value.problem("must not be append: cookies cannot share a line. Use all");
      return false;
    }
    return true;
  }
}
