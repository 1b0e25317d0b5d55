package io.tributary.transform;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.DependentInputs;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Reason;
import io.tributary.config.Config;
import io.tributary.config.Expression;
import io.tributary.config.PartConfig;
import io.tributary.config.input.InputConfig;
import io.tributary.json.Slice;
import io.tributary.scope.Scope;
import io.tributary.transform.jslt.Jslt;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Computes a part's inputs, and whether it is called, from other parts' bodies and from the
 * client's request. What only names places is read from the bytes on the event loop, if these are
 * few. JSLT and large bodies go to a worker. Thread-safe.
 *
 * <p>A scalar becomes one value. An array becomes its distinct scalars, in order. Null and a
 * missing value become no value.
 */
public final class ComputedInputs implements DependentInputs {
  /**
   * The most bytes that are read on an event loop, in a fraction of a millisecond. Handing them to
   * a worker and back takes about as long as reading a tenth of them.
   */
  static final int MOST_ON_LOOP = 256 * 1024;

  private static final String VALUE = "its input ";
  private static final String BODY = "its body";
  private static final String CONDITION = "its condition";

  private final Map<String, Optional<InputPlaces>> places = new LinkedHashMap<>();
  private final Map<String, Jslt> expressions = new LinkedHashMap<>();

  /** The most values of each that a part can use. */
  private final Map<String, Integer> most = new HashMap<>();

  private final Optional<Condition> condition;
  private final Optional<ComputedBody> body;
  private final ClientDocuments ofClient;
  private final Config.Transforms limits;
  private final Workers workers;

  /**
   * Creates the computation.
   *
   * @param part what is computed for it
   * @param inputs those of its aggregate
   * @param compiled the JSLT expressions of these among others
   */
  public ComputedInputs(
      PartConfig part,
      List<InputConfig> inputs,
      CompiledExpressions compiled,
      Config.Transforms limits,
      Workers workers) {
    for (PartConfig.Derived value : part.with()) {
      places.put(value.name(), InputPlaces.of(value.expression()));
      most.put(value.name(), part.mostValues(value.name()));
      if (value.expression() instanceof Expression.Jslt(String text)) {
        expressions.put(value.name(), compiled.of(text));
      }
    }
    this.condition = part.when().map(one -> new Condition(one.expression(), compiled));
    this.body =
        part.request().body().map(one -> new ComputedBody(one, compiled, limits.maxOutput()));
    this.ofClient = new ClientDocuments(part.expressions().toList(), inputs, compiled);
    this.limits = limits;
    this.workers = workers;
  }

  @Override
  public Future<Optional<Inputs>> compute(Map<String, Buffer> bodies, Inputs inputs, Scope scope) {
    Map<String, Buffer> documents = ofClient.with(bodies, inputs);
    long size = JsonTrees.size(documents);
    if (size > limits.maxInput()) {
      return Future.failedFuture(
          new CallFailedException(
              Reason.DEPENDENCY, "its inputs would be computed from too many bytes"));
    }
    if (size <= MOST_ON_LOOP) {
      try {
        Map<String, Slice> slices = Documents.slices(documents);
        Optional<Boolean> wanted = wanted(slices);
        if (wanted.equals(Optional.of(false))) {
          return Future.succeededFuture(Optional.empty());
        }
        if (wanted.isPresent()) {
          Map<String, List<String>> values = values(slices);
          Optional<Buffer> read = body.flatMap(one -> computed(() -> one.read(slices), BODY));
          if (values.size() == places.size() && read.isPresent() == body.isPresent()) {
            return counted(Optional.of(with(inputs, values, read)), scope);
          }
        }
      } catch (CallFailedException notThere) {
        return Future.failedFuture(notThere);
      }
    }
    return workers
        .submit("A with", () -> evaluate(new Documents(documents, limits), inputs), scope)
        .compose(made -> counted(made, scope));
  }

  private static Inputs with(
      Inputs inputs, Map<String, List<String>> values, Optional<Buffer> body) {
    Inputs own = values.isEmpty() ? inputs : inputs.with(values);
    return body.map(own::withBody).orElse(own);
  }

  /** The bytes of a body are in use until the response is written. */
  private static Future<Optional<Inputs>> counted(Optional<Inputs> made, Scope scope) {
    int length = made.map(inputs -> inputs.body().length()).orElse(0);
    return length == 0 || scope.bytes().take(length)
        ? Future.succeededFuture(made)
        : Future.failedFuture(CallFailedException.tooManyBytes());
  }

  /** Whether the part is called, as the bytes tell; empty if JSLT has to decide. */
  private Optional<Boolean> wanted(Map<String, Slice> slices) {
    return condition.isEmpty()
        ? Optional.of(true)
        : computed(() -> condition.get().read(slices), CONDITION);
  }

  private int most(String name) {
    return most.getOrDefault(name, Integer.MAX_VALUE);
  }

  /** The values that can be read from the bytes. */
  private Map<String, List<String>> values(Map<String, Slice> slices) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    places.forEach(
        (name, one) ->
            one.flatMap(place -> computed(() -> place.read(slices, most(name)), VALUE + name))
                .ifPresent(texts -> values.put(name, texts)));
    return values;
  }

  private Optional<Inputs> evaluate(Documents documents, Inputs inputs) {
    boolean wanted =
        wanted(documents.slices())
            .orElseGet(
                () ->
                    computed(() -> condition.orElseThrow().evaluate(documents.tree()), CONDITION));
    if (!wanted) {
      return Optional.empty();
    }
    Map<String, List<String>> values = values(documents.slices());
    expressions.forEach(
        (name, expression) ->
            values.computeIfAbsent(
                name,
                _ ->
                    computed(
                        () -> ScalarTexts.of(expression.apply(documents.tree()), most(name)),
                        VALUE + name)));
    Optional<Buffer> made =
        body.map(
            one ->
                computed(
                    () ->
                        one.read(documents.slices())
                            .orElseGet(() -> one.evaluate(documents.tree())),
                    BODY));
    return Optional.of(with(inputs, values, made));
  }

  /** Whatever goes wrong, the data of a backend or of a client has caused it. */
  private static <T> T computed(Supplier<T> work, String what) {
    try {
      return work.get();
    } catch (RuntimeException | StackOverflowError _) {
      throw new CallFailedException(Reason.DEPENDENCY, what + " could not be computed");
    }
  }
}
