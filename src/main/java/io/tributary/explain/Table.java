package io.tributary.explain;

import java.util.ArrayList;
import java.util.List;

/** Rows of text whose columns are aligned. The last cell of a row may have several lines. */
final class Table {
  private static final String GAP = "  ";

  private final String indent;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table whose rows start with this. */
  Table(String indent) {
    this.indent = indent;
  }

  /** A line of its own after an empty one. */
  Table heading(String text) {
    rows.add(List.of(text));
    return this;
  }

  Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** The rows, each with a line break at its end. */
  @Override
  public String toString() {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size() - 1; i++) {
        if (i == widths.size()) {
          widths.add(0);
        }
        widths.set(i, Math.max(widths.get(i), row.get(i).length()));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      if (row.size() == 1) {
        text.append('\n').append(row.getFirst()).append('\n');
      } else {
        append(text, row, widths);
      }
    }
    return text.toString();
  }

  private void append(StringBuilder text, List<String> row, List<Integer> widths) {
    StringBuilder start = new StringBuilder(indent);
    for (int i = 0; i < row.size() - 1; i++) {
      start.append(row.get(i)).repeat(' ', widths.get(i) - row.get(i).length()).append(GAP);
    }
    String next = " ".repeat(start.length());
    text.append(start).append(row.getLast().replace("\n", "\n" + next)).append('\n');
  }
}
