package io.tributary.config;

import java.util.List;

/**
 * A group of parts of which some are enough. Immutable.
 *
 * @param of the names of optional parts that no other part reads
 * @param count fewer than there are
 */
public record EnoughConfig(List<String> of, int count) {
  public EnoughConfig {
    of = List.copyOf(of);
  }
}
