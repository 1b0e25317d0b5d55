package io.tributary.json;

import org.jspecify.annotations.Nullable;

/**
 * Walks over the elements of a list, and reads their keys. Where a list is shown as it is, the walk
 * over the members that looks for the key also finds the end of the element and the place of a new
 * member. Not thread-safe.
 */
final class KeyedElements {
  private final MemberPath path;
  private final MemberName member;
  private final byte[] json;
  private final int to;
  private final ElementWalk bodies;
  private final ElementWalk shown;
  private final boolean same;
  private int count;
  private @Nullable JoinKey key;
  private boolean lacksMember;
  private boolean empty;
  private int place;

  /**
   * Stands before the first element.
   *
   * @param path the place of the key
   * @param member the name of a member that is looked for too
   */
  KeyedElements(ShownValue list, MemberPath path, MemberName member) {
    this.path = path;
    this.member = member;
    this.json = list.body().bytes();
    this.to = list.body().to();
    this.bodies = new ElementWalk(list.body());
    this.same = list.showsBody();
    this.shown = same ? bodies : new ElementWalk(list.shown());
  }

  /** Goes to the next element. Returns whether there is one. */
  boolean next() {
    count++;
    if (!bodies.next() || (!same && !shown.next())) {
      return false;
    }
    key = null;
    lacksMember = false;
    if (json[bodies.valueFrom()] == '{') {
      readMembers();
    }
    return true;
  }

  private void readMembers() {
    MemberWalk members = new MemberWalk(json, bodies.valueFrom(), to);
    Slice found = null;
    empty = true;
    boolean has = false;
    while (members.next()) {
      empty = false;
      if (members.isCalled(path.first())) {
        found = members.value();
      }
      has |= members.isCalled(member);
    }
    bodies.valueEnds(members.end());
    place = empty ? bodies.valueFrom() + 1 : members.valueEnd();
    lacksMember = same && !has;
    Slice value = found == null ? null : path.rest(found);
    key = value == null ? null : JoinKey.of(value);
  }

  /** How many elements there were up to here, and one more at the end. */
  int count() {
    return count;
  }

  /** The key of the element; null if it has none. */
  @Nullable JoinKey key() {
    return key;
  }

  /** The element as the response shows it. */
  Slice shown() {
    return shown.value();
  }

  boolean isShownAsObject() {
    return same ? json[bodies.valueFrom()] == '{' : shown.value().isObject();
  }

  /** Whether it is known that the element, which is shown as it is, does not have the member. */
  boolean lacksMember() {
    return lacksMember;
  }

  /** Whether the element that lacks the member has no members. */
  boolean isEmpty() {
    return empty;
  }

  /** Where the element that lacks the member gets it. */
  int place() {
    return place;
  }
}
