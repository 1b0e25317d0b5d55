package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/**
 * A member that objects get. Its value replaces that of a member with the same name; otherwise it
 * comes last. All other bytes stay. Immutable.
 */
public final class NewMember {
  private final MemberName name;
  private final Slice alone;
  private final Slice last;

  /** Creates a member with this name. */
  public NewMember(String name) {
    String begin = new String(JsonText.quoted(name), UTF_8) + ":";
    this.name = new MemberName(name);
    this.alone = Slice.of(begin.getBytes(UTF_8));
    this.last = Slice.of(("," + begin).getBytes(UTF_8));
  }

  /**
   * The object with this member.
   *
   * @param most the bytes that the result may have
   * @return empty if it would have more
   */
  public Optional<Slice> in(Slice object, Slice value, long most) {
    Edits edits = new Edits(object);
    putInto(edits, object, value);
    return edits.length() > most ? Optional.empty() : Optional.of(edits.result());
  }

  /** Gives the object, which is in what is edited, this member. */
  void putInto(Edits edits, Slice object, Slice value) {
    MemberWalk members = new MemberWalk(object);
    boolean empty = true;
    boolean replaced = false;
    while (members.next()) {
      empty = false;
      if (members.isCalled(name)) {
        edits.replace(members.valueFrom(), members.valueEnd(), value);
        replaced = true;
      }
    }
    if (!replaced) {
      append(edits, empty ? object.from() + 1 : members.valueEnd(), empty, value);
    }
  }

  /**
   * Gives an object that does not have it this member.
   *
   * @param place the position after the last value, or after the opening bracket
   * @param empty whether the object has no members
   */
  void append(Edits edits, int place, boolean empty, Slice value) {
    edits.replace(place, place, empty ? alone : last);
    edits.replace(place, place, value);
  }

  /** Its name. */
  MemberName name() {
    return name;
  }
}
