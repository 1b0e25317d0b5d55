package io.tributary.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the members of an object: those with a rule, and the others. Immutable.
 *
 * <p>The rules are in a list. Objects of one array have their members in the same order, so the
 * search begins after the rule that was found last, and mostly finds the next one at once.
 */
final class MemberRules {
  private final MemberName[] names;
  private final Rule[] rules;
  private final boolean keepsOthers;
  private final int renamed;

  /**
   * What becomes of one member.
   *
   * @param kept whether it stays
   * @param newName the JSON string that replaces its name
   * @param replacedBy the index of the rule for the member of the same object that gets its name.
   *     If the object has that one, this one goes. {@link #NONE} if there is no such rule
   * @param inside the rules for the members of its value
   */
  record Rule(boolean kept, @Nullable Slice newName, int replacedBy, @Nullable MemberRules inside) {
    static final int NONE = -1;
    static final Rule DROPPED = new Rule(false, null, NONE, null);
  }

  private MemberRules(List<MemberName> names, List<Rule> rules, boolean keepsOthers) {
    this.names = names.toArray(MemberName[]::new);
    this.rules = rules.toArray(Rule[]::new);
    this.keepsOthers = keepsOthers;
    this.renamed = (int) rules.stream().filter(rule -> rule.newName() != null).count();
  }

  /** Whether members without a rule stay. */
  boolean keepsOthers() {
    return keepsOthers;
  }

  /** Whether every member stays as it is. */
  boolean changeNothing() {
    return keepsOthers && names.length == 0;
  }

  Rule at(int index) {
    return rules[index];
  }

  /** Which renamed members an object has, by the index of the rule. In one pass at most. */
  boolean[] renamedIn(MemberWalk members) {
    boolean[] there = new boolean[rules.length];
    int missing = renamed;
    while (missing > 0 && members.next()) {
      int found = members.rule(this);
      if (found >= 0 && !there[found] && rules[found].newName() != null) {
        there[found] = true;
        missing--;
      }
    }
    return there;
  }

  /** The index of the member's rule, or -1. */
  int find(byte[] json, int nameFrom, int nameEnd) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].isPlainly(json, nameFrom, nameEnd)) {
        return i;
      }
    }
    return MemberName.isEscaped(json, nameFrom, nameEnd) ? findText(json, nameFrom, nameEnd) : -1;
  }

  private int findText(byte[] json, int nameFrom, int nameEnd) {
    String text = MemberName.text(json, nameFrom, nameEnd);
    for (int i = 0; i < names.length; i++) {
      if (names[i].is(text)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Whether the member whose name begins at {@code nameFrom} has this rule, which may not exist.
   *
   * @return the position after the name, where the quote is, or -1
   */
  int endIfNamed(int index, byte[] json, int nameFrom) {
    return index < names.length ? names[index].endOf(json, nameFrom) : -1;
  }

  /**
   * Builds the rules.
   *
   * @param keep the only members that stay; all if there are none. {@code a.b} keeps {@code b}
   *     inside of {@code a}
   * @param drop the members that go
   * @param rename new names by the name of the member
   */
  static MemberRules of(List<String> keep, List<String> drop, Map<String, String> rename) {
    Branch root = new Branch();
    keep.forEach(path -> root.at(path).kept = true);
    drop.forEach(path -> root.at(path).dropped = true);
    rename.forEach((path, name) -> root.at(path).newName = name);
    return root.rules(keep.isEmpty());
  }

  /** A member while the rules are built. */
  private static final class Branch {
    private final Map<String, Branch> inside = new LinkedHashMap<>();
    private boolean kept;
    private boolean dropped;
    private @Nullable String newName;
    private int replacedBy = Rule.NONE;

    /** The branch of a path, where a dot separates names. */
    Branch at(String path) {
      Branch branch = this;
      for (String name : path.split("[.]", -1)) {
        branch = branch.inside.computeIfAbsent(name, _ -> new Branch());
      }
      return branch;
    }

    MemberRules rules(boolean keepsOthers) {
      List<String> named = List.copyOf(inside.keySet());
      for (int i = 0; i < named.size(); i++) {
        replace(named.get(i), i, keepsOthers);
      }
      return new MemberRules(
          inside.keySet().stream().map(MemberName::new).toList(),
          inside.values().stream().map(branch -> branch.rule(keepsOthers)).toList(),
          keepsOthers);
    }

    /** The member that has the new name of this one is replaced by it. */
    private void replace(String name, int index, boolean keepsOthers) {
      Branch branch = inside.get(name);
      if (branch != null && branch.newName != null && branch.stays(keepsOthers)) {
        Branch other = inside.computeIfAbsent(branch.newName, _ -> new Branch());
        other.replacedBy = other.newName == null ? index : Rule.NONE;
      }
    }

    private boolean stays(boolean keepsOthers) {
      return !dropped && (keepsOthers || kept || keepsInside());
    }

    private Rule rule(boolean keepsOthers) {
      if (!stays(keepsOthers)) {
        return Rule.DROPPED;
      }
      Slice name = newName == null ? null : Slice.of(JsonText.quoted(newName));
      return inside.isEmpty()
          ? new Rule(true, name, replacedBy, null)
          : new Rule(true, name, replacedBy, rules(keepsOthers || kept));
    }

    private boolean keepsInside() {
      return inside.values().stream().anyMatch(branch -> branch.kept || branch.keepsInside());
    }
  }
}
