package io.tributary.json;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Joins two lists by key: each object of one gets, as a new member, the first element of the other
 * that has the same key, or null. It reads each list once and builds no tree. The index of the
 * other list lives as long as the join, and has some hundred bytes for each element. Immutable.
 */
public final class ListJoin {
  /** The most elements of a list. */
  public static final int MOST_ELEMENTS = 100_000;

  /** The most bytes of the different keys of the other list: as many UUIDs as elements. */
  public static final int MOST_KEY_BYTES = 4 * 1024 * 1024;

  private static final Slice NONE = Slice.ofNull();

  private final NewMember member;
  private final MemberPath key;
  private final MemberPath otherKey;

  /**
   * Creates the join.
   *
   * @param member the name of the new member
   * @param key the path of the key in the elements that get the member, such as {@code customer.id}
   * @param otherKey the path of the key in the elements of the other list
   */
  public ListJoin(String member, String key, String otherKey) {
    this.member = new NewMember(member);
    this.key = new MemberPath(key);
    this.otherKey = new MemberPath(otherKey);
  }

  /**
   * The list with the elements of the other one.
   *
   * @param most the bytes that it may have
   * @return empty if it would have more, if a list has more than {@link #MOST_ELEMENTS}, or if the
   *     keys of the other list have more than {@link #MOST_KEY_BYTES}
   */
  public Optional<Slice> joined(ShownValue list, ShownValue other, long most) {
    Map<JoinKey, Slice> index = index(other);
    if (index == null) {
      return Optional.empty();
    }
    Edits edits = new Edits(list.shown());
    KeyedElements elements = new KeyedElements(list, key, member.name());
    while (elements.next()) {
      if (elements.isShownAsObject()) {
        JoinKey wanted = elements.key();
        Slice value = wanted == null ? NONE : index.getOrDefault(wanted, NONE);
        if (elements.lacksMember()) {
          member.append(edits, elements.place(), elements.isEmpty(), value);
        } else {
          member.putInto(edits, elements.shown(), value);
        }
      }
      if (elements.count() > MOST_ELEMENTS || edits.length() > most) {
        return Optional.empty();
      }
    }
    return Optional.of(edits.result());
  }

  /** The elements that are shown, by their key. Null if these or their keys are too many. */
  private @Nullable Map<JoinKey, Slice> index(ShownValue other) {
    Map<JoinKey, Slice> index = new HashMap<>();
    long keyBytes = 0;
    KeyedElements elements = new KeyedElements(other, otherKey, otherKey.first());
    while (elements.next()) {
      JoinKey found = elements.key();
      if (found != null && index.putIfAbsent(found, elements.shown()) == null) {
        keyBytes += found.length();
      }
      if (elements.count() > MOST_ELEMENTS || keyBytes > MOST_KEY_BYTES) {
        return null;
      }
    }
    return index;
  }
}
