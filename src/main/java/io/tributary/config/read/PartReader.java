package io.tributary.config.read;

import io.tributary.config.BackendConfig;
import io.tributary.config.PartConfig;
import io.tributary.config.yaml.MessageText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one part of an aggregate. What is wrong is reported and stands empty in the record. */
final class PartReader {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private final Map<String, BackendConfig> backends;
  private final Duration deadline;

  PartReader(Map<String, BackendConfig> backends, Duration deadline) {
    this.backends = backends;
    this.deadline = deadline;
  }

  PartConfig read(ConfigValue.Member entry, Set<String> parts) {
    Names.check(entry, "part");
    return entry
        .value()
        .section()
        .map(section -> read(entry.key(), section, parts))
        .orElseGet(
            () ->
                new PartConfig(
                    entry.key(),
                    "",
                    "",
                    false,
                    Optional.empty(),
                    deadline,
                    List.of(),
                    List.of(),
                    Map.of(),
                    List.of(),
                    List.of()));
  }

  private PartConfig read(String name, ObjectReader section, Set<String> parts) {
    String backend = section.required("backend").flatMap(this::backend).orElse("");
    Optional<PathTemplate> template = Optional.empty();
    Optional<String> path = Optional.empty();
    Optional<ConfigValue> written = section.required("path");
    if (written.isPresent()) {
      path = written.get().text();
      template = path.map(PathTemplate::new);
      template.flatMap(PathTemplate::mistake).ifPresent(written.get()::problem);
    }
    Map<String, String> headers = HeaderRules.constants(section.optional("headers"));
    List<PartConfig.Derived> with = with(section.optional("with"), template);
    PartConfig part =
        new PartConfig(
            name,
            backend,
            path.orElse(""),
            section.optional("required").flatMap(ConfigValue::truth).orElse(false),
            section.optional("default").flatMap(JsonDefault::of),
            Timeouts.within(deadline, section.optional("timeout"))
                .orElseGet(() -> timeoutOf(backend)),
            AcceptReader.of(section.optional("accept")),
            HeaderRules.forwarded(section.optional("forward"), headers),
            headers,
            with,
            Dependencies.among(parts, with.stream().map(PartConfig.Derived::expression).toList()));
    if (part.required() && section.optional("default").isPresent()) {
      section.problem("default", "a required part cannot have a default");
    }
    section.finish();
    return part;
  }

  private Optional<String> backend(ConfigValue value) {
    Optional<String> name = value.text();
    if (name.isPresent() && !backends.isEmpty() && !backends.containsKey(name.get())) {
      value.problem(
          "no backend is called "
              + MessageText.quoted(name.get())
              + "; there are "
              + MessageText.names(backends.keySet()));
    }
    return name;
  }

  private Duration timeoutOf(String backend) {
    return Optional.ofNullable(backends.get(backend)).map(BackendConfig::timeout).orElse(deadline);
  }

  private List<PartConfig.Derived> with(
      Optional<ConfigValue> with, Optional<PathTemplate> template) {
    List<PartConfig.Derived> derived = new ArrayList<>();
    for (ConfigValue.Member member : with.flatMap(ConfigValue::members).orElseGet(List::of)) {
      ConfigValue value = member.value();
      if (!VARIABLE.matcher(member.key()).matches()) {
        value.problem("a variable's name may hold letters, digits and _, and starts with no digit");
      } else if (template.isPresent() && isUnused(member.key(), template.get())) {
        value.problem("the path uses no variable {" + member.key() + "}");
      }
      value
          .text()
          .ifPresent(
              expression -> {
                value
                    .reading()
                    .expressions()
                    .mistakeInExpression(expression)
                    .ifPresent(mistake -> value.problem(MessageText.mistake(mistake)));
                derived.add(new PartConfig.Derived(member.key(), expression));
              });
    }
    return derived;
  }

  private static boolean isUnused(String variable, PathTemplate template) {
    return template.mistake().isEmpty() && !template.variables().contains(variable);
  }
}
