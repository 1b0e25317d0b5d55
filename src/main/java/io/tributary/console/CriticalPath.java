package io.tributary.console;

import java.util.BitSet;
import java.util.List;

/**
 * The parts that a response had to wait for, one after another: the one that decided it, then
 * always the one that ended last of those that it needs. If one of them is faster, the response is.
 * Stateless.
 */
final class CriticalPath {
  private CriticalPath() {}

  /**
   * The places of these parts.
   *
   * @param decider the place of the part that decided the response; -1 if none did
   */
  static BitSet of(List<CalledPart> parts, int decider) {
    BitSet critical = new BitSet();
    int at = decider;
    while (at >= 0 && !critical.get(at)) {
      critical.set(at);
      at = last(parts, parts.get(at).needs());
    }
    return critical;
  }

  private static int last(List<CalledPart> parts, List<String> needs) {
    int last = -1;
    for (int i = 0; i < parts.size(); i++) {
      boolean isLater = last < 0 || parts.get(i).to(0) > parts.get(last).to(0);
      if (isLater && needs.contains(parts.get(i).name())) {
        last = i;
      }
    }
    return last;
  }
}
