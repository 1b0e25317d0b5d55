package io.tributary.json;

import java.util.Arrays;

/**
 * One pass of a {@link Shape} over a value. Bytes that stay are collected in runs as long as
 * possible. What is left out ends a run. A member goes with the comma before it, or with the one
 * after it if no member before it stayed. Whitespace around a member belongs to it. Not
 * thread-safe.
 */
final class ShapeCopy {
  private static final byte[] NOTHING = {};
  private static final boolean[] UNKNOWN = {};
  private static final int SMALLEST = 256;

  private final byte[] json;
  private final int from;
  private final int to;
  private final MemberRules rules;
  private final int most;

  private byte[] copy = NOTHING;
  private int length;

  /** The start of the run that is not copied yet. */
  private int run;

  /**
   * Creates a copy of the value that begins at {@code from}.
   *
   * @param to not before the end of the value
   * @param most the bytes of the copy, if it is longer than the document
   */
  ShapeCopy(byte[] json, int from, int to, MemberRules rules, int most) {
    this.json = json;
    this.from = from;
    this.to = to;
    this.rules = rules;
    this.most = Math.max(most, to - from);
    this.run = from;
  }

  /** The value in both forms; throws {@link TooLongException}. */
  ShownValue shaped() {
    int end = value(from, rules);
    Slice value = new Slice(json, from, end);
    if (length == 0 && run == from) {
      return ShownValue.whole(value);
    }
    copyRun(end);
    return new ShownValue(value, new Slice(copy, 0, length));
  }

  /** Shapes the value at {@code pos}. Returns the position after it. */
  private int value(int pos, MemberRules rules) {
    return switch (json[pos]) {
      case '{' -> object(pos, rules);
      case '[' -> array(pos, rules);
      default -> other(pos, rules);
    };
  }

  private int other(int pos, MemberRules rules) {
    int end = Skip.value(json, pos, to);
    if (!rules.keepsOthers() && json[pos] != 'n') {
      copyRun(pos);
      append(Slice.ofNull().bytes());
      run = end;
    }
    return end;
  }

  private int array(int from, MemberRules rules) {
    int pos = Whitespace.end(json, from + 1, to);
    if (json[pos] == ']') {
      return pos + 1;
    }
    while (true) {
      pos = Whitespace.end(json, value(pos, rules), to);
      if (json[pos] == ']') {
        return pos + 1;
      }
      pos = Whitespace.end(json, pos + 1, to); // after the comma
    }
  }

  private int object(int from, MemberRules rules) {
    int separator = from; // the opening bracket or a comma
    boolean kept = false;
    int expected = 0;
    boolean[] there = UNKNOWN; // the renamed members, once another one depends on them
    while (true) {
      int quote = Whitespace.end(json, separator + 1, to);
      if (json[quote] != '"') {
        return quote + 1; // an empty object
      }
      int nameEnd = rules.endIfNamed(expected, json, quote + 1);
      int found = expected;
      if (nameEnd < 0) {
        nameEnd = Skip.string(json, quote, to) - 1;
        found = rules.find(json, quote + 1, nameEnd);
      }
      nameEnd++;
      int colon = Whitespace.end(json, nameEnd, to);
      int start = Whitespace.end(json, colon + 1, to);
      int end;
      if (found >= 0 && rules.at(found).replacedBy() >= 0 && there.length == 0) {
        there = rules.renamedIn(new MemberWalk(json, from, to));
      }
      if (found < 0 ? rules.keepsOthers() : stays(rules.at(found), there)) {
        kept = true;
        end =
            found < 0
                ? Skip.value(json, start, to)
                : member(quote, nameEnd, start, rules.at(found));
        end = Whitespace.end(json, end, to);
      } else {
        end = Whitespace.end(json, Skip.value(json, start, to), to);
        if (kept) {
          leaveOut(separator, end);
        } else {
          leaveOut(separator + 1, json[end] == ',' ? end + 1 : end);
        }
      }
      if (found >= 0) {
        expected = found + 1;
      }
      if (json[end] == '}') {
        return end + 1;
      }
      separator = end;
    }
  }

  /** Whether a member with this rule stays beside the members that are there. */
  private static boolean stays(MemberRules.Rule rule, boolean[] there) {
    return rule.kept() && (rule.replacedBy() < 0 || !there[rule.replacedBy()]);
  }

  /** A member that stays. Returns the position after its value. */
  private int member(int quote, int nameEnd, int start, MemberRules.Rule rule) {
    Slice newName = rule.newName();
    if (newName != null) {
      copyRun(quote);
      append(newName.bytes());
      run = nameEnd;
    }
    MemberRules inside = rule.inside();
    return inside == null ? Skip.value(json, start, to) : value(start, inside);
  }

  private void leaveOut(int from, int end) {
    copyRun(from);
    run = end;
  }

  /** Copies what stays up to this position, from where the run begins. */
  private void copyRun(int end) {
    append(json, run, end);
    run = end;
  }

  private void append(byte[] bytes) {
    append(bytes, 0, bytes.length);
  }

  private void append(byte[] bytes, int from, int end) {
    int more = end - from;
    if (length + more > copy.length) {
      if (more > most - length) {
        throw new TooLongException();
      }
      int room = Math.max(length + more, Math.max(SMALLEST, 2 * length));
      copy = Arrays.copyOf(copy, Math.min(room, most));
    }
    System.arraycopy(bytes, from, copy, length, more);
    length += more;
  }
}
