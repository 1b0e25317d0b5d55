package io.tributary.backend.request;

import io.tributary.aggregate.Inputs;
import io.tributary.backend.Header;
import io.tributary.backend.HeaderName;
import io.tributary.backend.RequestHeaders;
import io.tributary.config.PartConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Gives calls that do not only read a key of their own, by which a backend knows those that it has
 * seen before. It is the client's if the part passes that on. If several calls of one request would
 * have the client's key, each has one made of that key, the part and the values that tell its calls
 * apart: the same calls have the same keys when the client asks again. Immutable.
 */
final class IdempotencyKey {
  private static final HeaderName NAME = HeaderName.of(PartConfig.IDEMPOTENCY_KEY);

  /** Is in no text, as UTF-8 never has it. */
  private static final byte SEPARATOR = (byte) 0xFF;

  /** Enough of a digest to tell the calls of one request apart. */
  private static final int DIGEST_BYTES = 10;

  private final PartConfig part;
  private final boolean shared;

  /**
   * Creates the keys of a part.
   *
   * @param shared whether other calls of the same request would have the client's key too
   */
  IdempotencyKey(PartConfig part, boolean shared) {
    this.part = part;
    this.shared = shared;
  }

  /** The headers of one call with its key, which each try of the call has. */
  RequestHeaders addTo(RequestHeaders headers, Inputs inputs) {
    List<String> given = headers.values(NAME.text());
    if (given.stream().allMatch(IdempotencyKey::isBlank)) {
      return part.request().idempotent()
          ? headers.with(new Header(NAME, UUID.randomUUID().toString()))
          : headers;
    }
    return shared ? headers.with(new Header(NAME, own(given.getFirst(), inputs))) : headers;
  }

  /** Says nothing, so a key made of it would be the same for all clients. */
  private static boolean isBlank(String key) {
    return key.replace("\"", "").isBlank();
  }

  private String own(String key, Inputs inputs) {
    boolean quoted = key.length() > 1 && key.endsWith("\"");
    String bare = quoted ? key.substring(0, key.length() - 1) : key;
    return bare + "-" + digest(inputs) + (quoted ? "\"" : "");
  }

  private String digest(Inputs inputs) {
    MessageDigest digest = sha256();
    digest.update(part.name().getBytes(StandardCharsets.UTF_8));
    for (String value : values(inputs)) {
      digest.update(SEPARATOR);
      digest.update(value.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
  }

  /** The values by which the calls of the part differ. */
  private List<String> values(Inputs inputs) {
    return part.variableOfCalls()
        .map(variable -> inputs.values().getOrDefault(variable, List.of()))
        .orElse(List.of());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) { // every JVM has it
      throw new IllegalStateException(impossible);
    }
  }
}
