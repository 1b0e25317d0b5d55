package io.tributary.http;

import io.tributary.scope.HeaderValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What a client accepts: {@code Accept} (RFC 9110, 12.5.1). A malformed member is ignored. A stream
 * is accepted only by its name, as no wildcard asks for one. Immutable.
 *
 * @param json the weight of JSON, from 0 to 1
 * @param jsonNamed whether JSON has this weight by its name, and not by a wildcard
 * @param streams the weight of each format of streams
 */
record Accept(double json, boolean jsonNamed, Map<StreamFormat, Double> streams) {
  private static final String JSON = "application/json";

  /** Media ranges that have JSON in them, the most specific one first. */
  private static final List<String> JSON_RANGES = List.of(JSON, "application/*", "*/*");

  private static final Pattern WEIGHT = Pattern.compile("0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?");

  /** One media range with its weight. */
  private record Member(String range, double weight) {}

  /** Reads the lines of the header. */
  static Accept of(List<String> lines) {
    List<Member> members = new ArrayList<>();
    for (String line : lines) {
      for (String text : HeaderValue.split(line.toLowerCase(Locale.ROOT), ',')) {
        add(members, HeaderValue.split(text, ';'));
      }
    }
    double json = 0;
    for (String range : JSON_RANGES) {
      OptionalDouble weight = weight(members, range);
      if (weight.isPresent()) {
        json = weight.getAsDouble();
        break;
      }
    }
    Map<StreamFormat, Double> streams = new EnumMap<>(StreamFormat.class);
    for (StreamFormat format : StreamFormat.values()) {
      streams.put(format, weight(members, format.mediaType()).orElse(0));
    }
    return new Accept(json, weight(members, JSON).isPresent(), streams);
  }

  /** The stream that the client prefers to JSON. Of equal weights, a name beats a wildcard. */
  Optional<StreamFormat> preferredStream() {
    Optional<StreamFormat> best = Optional.empty();
    double weight = jsonNamed ? json : Math.nextDown(json);
    for (StreamFormat format : StreamFormat.values()) {
      double own = streams.getOrDefault(format, 0.0);
      if (own > 0 && own > weight) {
        best = Optional.of(format);
        weight = own;
      }
    }
    return best;
  }

  /** Whether the client accepts a stream, and no JSON. */
  boolean onlyStreams() {
    return json == 0 && streams.values().stream().anyMatch(weight -> weight > 0);
  }

  private static OptionalDouble weight(List<Member> members, String range) {
    return members.stream()
        .filter(member -> member.range().equals(range))
        .mapToDouble(Member::weight)
        .max();
  }

  private static void add(List<Member> members, List<String> pieces) {
    double weight = 1;
    for (String piece : pieces.subList(1, pieces.size())) {
      String parameter = piece.strip();
      if (parameter.startsWith("q=")) {
        String value = parameter.substring(2).strip();
        if (!WEIGHT.matcher(value).matches()) {
          return;
        }
        weight = Double.parseDouble(value);
      }
    }
    members.add(new Member(pieces.getFirst().strip(), weight));
  }
}
