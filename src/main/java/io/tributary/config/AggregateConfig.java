package io.tributary.config;

import io.tributary.config.input.InputConfig;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One public route and the parts that make up its answer. Immutable.
 *
 * @param path literal segments and {@code {name}} parameters
 * @param inputs every value that its templates can take from a request, the parameters of the path
 *     included
 * @param strictQuery whether a query parameter that is no input is refused
 * @param parts at least one, in the order of the file, without cycles in what they need
 * @param transform a file relative to the configuration file, or {@code java:NAME}
 * @param onPartial the status of a response that lacks optional parts: a 2xx that allows a body
 * @param cacheControl the {@code Cache-Control} header of complete responses, or {@link #STRICTEST}
 * @param enough the parts of which some are enough
 * @param background parts that no response waits for or shows; they can need the others
 * @param sameName which member counts if several parts with {@code flatten} have it
 * @param method what clients ask with; with {@code POST} they send a document
 * @param bodySchema describes the documents of clients; absent if nothing does
 * @param headers the headers that a response has from its parts, each at most once
 */
public record AggregateConfig(
    String path,
    List<InputConfig> inputs,
    boolean strictQuery,
    List<PartConfig> parts,
    Optional<String> transform,
    int onPartial,
    Optional<String> cacheControl,
    Optional<EnoughConfig> enough,
    List<PartConfig> background,
    SameName sameName,
    AggregateMethod method,
    Optional<BodySchema> bodySchema,
    List<HeaderConfig> headers) {
  /** The {@code cacheControl} that allows what the backends of all parts allow. */
  public static final String STRICTEST = "strictest";

  /** The query parameter with which clients choose parts. */
  public static final String PARTS = "parts";

  /** The request header with which clients ask for a stream. */
  public static final String ACCEPT = "Accept";

  /** In the names of headers that hold credentials. */
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "authori[sz]ation|authentication|(^|[-_])auth([-_]|$)|bearer|cookie|credential|jwt"
              + "|passw|secret|session|token|(access|api|functions|subscription)[-_]?key",
          Pattern.CASE_INSENSITIVE);

  public AggregateConfig {
    inputs = List.copyOf(inputs);
    parts = List.copyOf(parts);
    background = List.copyOf(background);
    headers = List.copyOf(headers);
  }

  /** Whether something computes with the part's value, so that it must fit into a tree. */
  public boolean looksInto(String part) {
    return transform.isPresent()
        || allParts().stream()
            .anyMatch(
                other ->
                    other.needs().contains(part)
                        || (isFallbackOf(part, other) && looksInto(other.name())));
  }

  /** The parts of the response, then those in the background. */
  public List<PartConfig> allParts() {
    return Stream.concat(parts.stream(), background.stream()).toList();
  }

  /** Whether several calls of one request have its client's idempotency key if this part has it. */
  public boolean sharesKey(PartConfig part) {
    return part.callsSeveralTimes()
        || allParts().stream().filter(PartConfig::passesKeyOn).count() > 1;
  }

  /** The names of the parts whose fallback this part is. */
  public List<String> fallbackOf(String part) {
    return parts.stream().filter(other -> isFallbackOf(part, other)).map(PartConfig::name).toList();
  }

  private static boolean isFallbackOf(String part, PartConfig other) {
    return other.fallback().filter(part::equals).isPresent();
  }

  /** Whether another part goes into the value of this one. */
  public boolean holdsAnother(String part) {
    return parts.stream()
        .anyMatch(other -> other.placement().into().filter(part::equals).isPresent());
  }

  /** Whether elements of another part go into the elements of this one. */
  public boolean isJoined(String part) {
    return parts.stream()
        .map(PartConfig::placement)
        .anyMatch(
            other -> other.match().isPresent() && other.into().filter(part::equals).isPresent());
  }

  /**
   * Whether clients may choose parts with the query parameter {@link #PARTS}: no transform needs
   * all of them, and no input has that name.
   */
  public boolean offersChoice() {
    return transform.isEmpty() && !queryParameters().contains(PARTS);
  }

  /**
   * Whether clients may ask for each part as it settles: no transform needs all of them, and the
   * {@code Accept} that asks for it is not one for backends.
   */
  public boolean offersStreams() {
    return transform.isEmpty() && !varyingHeaders().contains(ACCEPT);
  }

  /** The names of the query parameters that are inputs. */
  public Set<String> queryParameters() {
    return inputs.stream()
        .filter(input -> input.source() == InputConfig.Source.QUERY)
        .map(InputConfig::key)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the backends decide who may store complete responses. */
  public boolean strictest() {
    return cacheControl.filter(STRICTEST::equals).isPresent();
  }

  /** Whether a response can depend on the credentials of its client. */
  public boolean personal() {
    return varyingHeaders().stream().anyMatch(AggregateConfig::isCredential);
  }

  /** Whether a request header holds the credentials of its client, as far as its name tells. */
  public static boolean isCredential(String header) {
    return CREDENTIAL.matcher(header).find();
  }

  /** Whether clients may store complete responses, at least where the backends allow it. */
  public boolean storable() {
    return cacheControl
        .filter(value -> !value.toLowerCase(Locale.ROOT).contains("no-store"))
        .isPresent();
  }

  /** Whether complete responses that clients may store have an entity tag. */
  public boolean tagged() {
    return storable() && !drops("ETag");
  }

  /** Whether responses lack this header, although Tributary could set it. */
  public boolean drops(String header) {
    return headers.stream().anyMatch(one -> one.is(header) && !one.passes());
  }

  /** A copy whose parts all have this timeout. */
  public AggregateConfig withTimeouts(Duration timeout) {
    return new AggregateConfig(
        path,
        inputs,
        strictQuery,
        parts.stream().map(part -> part.withTimeout(timeout)).toList(),
        transform,
        onPartial,
        cacheControl,
        enough,
        background.stream().map(part -> part.withTimeout(timeout)).toList(),
        sameName,
        method,
        bodySchema,
        headers);
  }

  /**
   * The names of the client headers that can change a response, each once, ignoring case: its parts
   * forward them or its inputs read them.
   */
  public Set<String> varyingHeaders() {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    parts.forEach(part -> names.addAll(part.forward()));
    inputs.stream()
        .filter(input -> input.source() == InputConfig.Source.HEADER)
        .forEach(input -> names.add(input.key()));
    return names;
  }

  /** The {@code Vary} of every response; empty for none. */
  public String vary() {
    Set<String> names = varyingHeaders();
    if (offersStreams()) {
      names.add(ACCEPT);
    }
    return String.join(", ", names);
  }

  /** The same aggregate for requests that give each input this value or none. */
  public AggregateConfig anything(String value) {
    List<InputConfig> open = inputs.stream().map(input -> input.anything(value)).toList();
    return new AggregateConfig(
        path,
        open,
        false,
        parts,
        transform,
        onPartial,
        cacheControl,
        enough,
        background,
        sameName,
        method,
        bodySchema,
        headers);
  }
}
