package io.tributary.json;

import java.io.ByteArrayOutputStream;
import java.util.Set;

/** Takes the members out of an object, to be written among those of another one. Stateless. */
public final class LiftedMembers {
  private LiftedMembers() {}

  /** Whether an object has more members than this. */
  public static boolean moreThan(int most, Slice object) {
    MemberWalk members = new MemberWalk(object);
    int count = 0;
    while (count <= most && members.next()) {
      count++;
    }
    return count > most;
  }

  /**
   * The bytes between the brackets of an object, without the members whose names are taken. They
   * are the same bytes if there are none of these. They are no bytes if no member is left.
   *
   * @param taken names of members that are left out
   * @param names the names of the others are added to this
   */
  public static Slice of(Slice object, Set<String> taken, Set<String> names) {
    MemberWalk members = new MemberWalk(object);
    ByteArrayOutputStream kept = new ByteArrayOutputStream(object.length());
    boolean whole = true;
    int first = 0;
    while (members.next()) {
      if (first == 0) {
        first = members.start();
      }
      String name = members.name();
      if (taken.contains(name)) {
        whole = false;
      } else {
        names.add(name);
        if (kept.size() > 0) {
          kept.write(',');
        }
        kept.write(object.bytes(), members.start(), members.valueEnd() - members.start());
      }
    }
    if (first == 0) {
      return Slice.ofNothing();
    }
    return whole
        ? new Slice(object.bytes(), first, members.valueEnd())
        : Slice.of(kept.toByteArray());
  }
}
