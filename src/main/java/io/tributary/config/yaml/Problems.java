package io.tributary.config.yaml;

import io.tributary.config.ConfigException;
import io.tributary.config.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the problems of one file. Not thread-safe. */
public final class Problems {
  private static final int MOST_REPORTED = 100;

  private final List<Problem> found = new ArrayList<>();

  public void add(String path, int line, String message) {
    found.add(new Problem(path, line, message));
  }

  public void throwIfAny() throws ConfigException {
    if (!found.isEmpty()) {
      throw new ConfigException(sortedAndCapped());
    }
  }

  private List<Problem> sortedAndCapped() {
    List<Problem> all = new ArrayList<>(found);
    all.sort(Comparator.comparingInt(Problem::line));
    if (all.size() <= MOST_REPORTED) {
      return all;
    }
    List<Problem> first = new ArrayList<>(all.subList(0, MOST_REPORTED));
    first.add(new Problem("", 0, "and " + (all.size() - MOST_REPORTED) + " more"));
    return first;
  }
}
