package io.tributary.config.read;

import io.tributary.config.ChunkConfig;
import java.util.Optional;
import java.util.Set;

/** Reads how the values of a part are shared by several calls. Mistakes are reported. */
final class ChunkReader {
  private static final int MOST_OF_ONE = 1000;
  private static final int MOST = 10_000;
  private static final int DEFAULT_MOST = 1000;

  private ChunkReader() {}

  /**
   * Reads {@code chunk} and {@code maxItems}.
   *
   * @param with the names of the values that are computed from other parts
   */
  static Optional<ChunkConfig> read(ObjectReader section, Set<String> with) {
    Optional<ConfigValue> chunk = section.optional("chunk");
    Optional<ConfigValue> maxItems = section.optional("maxItems");
    if (chunk.isEmpty() && maxItems.isPresent()) {
      section.problem("maxItems", "has no effect without chunk");
    }
    if (chunk.isPresent() && with.size() != 1) {
      section.problem("chunk", "needs exactly one value of with, which is shared by the calls");
    }
    int most = maxItems.flatMap(value -> value.whole(1, MOST)).orElse(DEFAULT_MOST);
    return chunk
        .flatMap(value -> value.whole(1, MOST_OF_ONE))
        .map(size -> new ChunkConfig(size, most));
  }
}
