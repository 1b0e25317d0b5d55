package io.tributary.config.read;

import io.tributary.config.AggregateMethod;
import io.tributary.config.BodySchema;
import io.tributary.config.ConditionConfig;
import io.tributary.config.NotFound;
import io.tributary.config.PartConfig;
import io.tributary.config.PathTemplate;
import io.tributary.config.RequestConfig;
import io.tributary.config.Secret;
import io.tributary.config.input.InputConfig;
import io.tributary.config.yaml.MessageText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one part of an aggregate. A mistake is reported, and a default takes its place. */
final class PartReader {
  private static final String TOTAL = "total";
  private static final List<NotFound> NOT_FOUND = List.of(NotFound.values());
  private static final PathTemplate ROOT = PathTemplate.of("/");

  private final Map<String, Duration> timeouts;
  private final Duration deadline;
  private final Set<String> lean;

  /**
   * @param timeouts of the backends, by name
   * @param lean the names of the backends that are called by GET only
   */
  PartReader(Map<String, Duration> timeouts, Duration deadline, Set<String> lean) {
    this.timeouts = timeouts;
    this.lean = lean;
    this.deadline = deadline;
  }

  /**
   * The part, unless the entry is not a mapping, which is reported.
   *
   * @param parts the names of the aggregate's parts
   * @param inputs the inputs of the aggregate, by name
   * @param method whether clients send it a body
   */
  Optional<PartConfig> read(
      ConfigValue.Member entry,
      Set<String> parts,
      Map<String, InputConfig> inputs,
      AggregateMethod method) {
    Names.check(entry, "part");
    if (entry.key().equals(TOTAL)) {
      entry
          .value()
          .problem("a part must not be called total: Server-Timing has a total of its own");
    }
    return entry
        .value()
        .section()
        .map(section -> read(entry.key(), section, parts, inputs, method));
  }

  private PartConfig read(
      String name,
      ObjectReader section,
      Set<String> parts,
      Map<String, InputConfig> inputs,
      AggregateMethod method) {
    String backend = section.required("backend").flatMap(this::backend).orElse("");
    Optional<PathTemplate> path = section.required("path").flatMap(PathTemplateGrammar::read);
    Map<String, Secret> headers = HeaderRules.constants(section.optional("headers"));
    Optional<ForEachReader.ForEach> forEach =
        section.optional("forEach").flatMap(ForEachReader::read);
    WithReader.With with =
        new WithReader(path, parts, inputs.keySet(), method)
            .read(
                section.optional("with"),
                forEach.map(ForEachReader.ForEach::item),
                section.optional("when"));
    ExpressionReader ofBody = new ExpressionReader(parts, inputs.keySet(), method);
    RequestConfig request = RequestReader.read(section, ofBody, backend, lean);
    Optional<BodySchema> schema = section.optional("schema").flatMap(BodySchemaReader::read);
    boolean background = BackgroundReader.isBackground(section);
    PartConfig part =
        new PartConfig(
            name,
            backend,
            path.orElse(ROOT),
            section.optional("required").flatMap(ConfigValue::truth).orElse(false),
            section.optional("default").flatMap(JsonDefault::of),
            Timeouts.within(deadline, section.optional("timeout"))
                .orElseGet(() -> timeouts.getOrDefault(backend, deadline)),
            AcceptReader.of(section.optional("accept")),
            section
                .optional("notFound")
                .flatMap(value -> Choice.of(value, NOT_FOUND, NotFound::word))
                .orElse(NotFound.FAIL),
            HeaderRules.passedOn(section.optional("forward"), headers.keySet()),
            headers,
            with.values(),
            Stream.concat(with.needs().stream(), ofBody.needs().stream()).distinct().toList(),
            schema,
            ShapeReader.read(section),
            forEach.map(ForEachReader.ForEach::config),
            ChunkReader.read(section, with.names()),
            section.optional("fallback").flatMap(value -> FallbackReader.read(value, name, parts)),
            with.when(),
            background,
            BackgroundReader.mirror(section, background),
            request,
            failWhen(section, name, inputs.keySet(), method),
            ContractReader.read(section, schema),
            PlacementReader.read(section, name, parts));
    TemplateNames names = new TemplateNames(inputs, with.names());
    path.ifPresent(
        template -> section.optional("path").ifPresent(value -> names.check(template, value)));
    if (part.required() && section.optional("default").isPresent()) {
      section.problem("default", "a required part cannot have a default");
    }
    checkNotFound(section, part);
    checkSeveralCalls(section, part);
    section.finish();
    return part;
  }

  /** It reads the body of the part itself, by the part's name. */
  private static Optional<ConditionConfig> failWhen(
      ObjectReader section, String name, Set<String> inputs, AggregateMethod method) {
    ExpressionReader own = new ExpressionReader(Set.of(name), inputs, method);
    Optional<ConditionConfig> condition = section.optional("failWhen").flatMap(own::condition);
    if (condition.isPresent() && own.needs().isEmpty()) {
      section.problem("failWhen", "must read the body of the part, as in ." + name + ".errors");
    }
    return condition;
  }

  private static void checkNotFound(ObjectReader section, PartConfig part) {
    if (part.notFound() == NotFound.PASS && !part.required()) {
      section.problem("notFound", "pass is for a required part only");
    } else if (part.notFound() == NotFound.PASS && part.accept().accepts(404)) {
      section.problem("notFound", "pass has no effect: the part accepts 404");
    }
  }

  private static void checkSeveralCalls(ObjectReader section, PartConfig part) {
    if (part.forEach().isPresent() && part.chunks().isPresent()) {
      section.problem("chunk", "has no effect beside forEach, which makes a call for each item");
    }
    if (part.callsSeveralTimes() && part.notFound() == NotFound.PASS) {
      section.problem("notFound", "pass is for a part with one call");
    }
  }

  private Optional<String> backend(ConfigValue value) {
    Optional<String> name = value.text();
    if (name.isPresent() && !timeouts.isEmpty() && !timeouts.containsKey(name.get())) {
      value.problem(
          "there is no backend "
              + MessageText.quoted(name.get())
              + Suggestion.hintOrList(name.get(), timeouts.keySet(), "backends"));
    }
    return name;
  }
}
