package io.tributary.backend.contract;

import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What the calls of a run ask for and what they must get: each has a number and, from it and the
 * seed, a nonce that no other has. Both sides know the seed, so that nothing but the target has to
 * be passed on. Immutable.
 */
record Nonces(long seed) {
  private static final String PREFIX = "/call/";
  private static final int USUAL_FILLER = 200;

  /** With its nonce twice it takes more than one read of a socket, and fits into one packet. */
  private static final int LARGE_FILLER = 6000;

  /** The target of a call. */
  String target(int call) {
    return PREFIX + call + "?nonce=" + nonce(call);
  }

  /** The call that a request's head belongs to. */
  static int call(String head) {
    int from = head.indexOf(PREFIX) + PREFIX.length();
    return Integer.parseInt(head, from, head.indexOf('?', from), 10);
  }

  /** The body that this call must get, and no other; one in eight is large. */
  String body(int call) {
    RandomGenerator random = random(call, "body".hashCode());
    int filler = random.nextInt(random.nextInt(8) == 0 ? LARGE_FILLER : USUAL_FILLER);
    return "{\"nonce\":\"%s\",\"filler\":\"%s\"}".formatted(nonce(call), "x".repeat(filler));
  }

  private String nonce(int call) {
    return HexFormat.of().toHexDigits(random(call, "nonce".hashCode()).nextLong());
  }

  /** The random numbers of a call, for one purpose. */
  RandomGenerator random(int call, int purpose) {
    return new SplittableRandom(
        new SplittableRandom(seed ^ ((long) purpose << Integer.SIZE | call)).nextLong());
  }
}
