package io.tributary.json;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place of a member in objects: {@code id}, or {@code customer.id} where a dot separates names.
 * Of members with the same name the last one counts. Immutable.
 */
final class MemberPath {
  private final List<MemberName> names;

  MemberPath(String path) {
    this.names = Arrays.stream(path.split("[.]", -1)).map(MemberName::new).toList();
  }

  /** The value of the member; null if there is none. */
  @Nullable Slice in(Slice element) {
    return in(element, 0);
  }

  /** The first name of the path. */
  MemberName first() {
    return names.getFirst();
  }

  /** The value of the member in that of the first name; null if there is none. */
  @Nullable Slice rest(Slice ofFirst) {
    return in(ofFirst, 1);
  }

  private @Nullable Slice in(Slice value, int first) {
    Slice found = value;
    for (int i = first; i < names.size(); i++) {
      if (!found.isObject()) {
        return null;
      }
      MemberWalk members = new MemberWalk(found);
      Slice next = null;
      while (members.next()) {
        if (members.isCalled(names.get(i))) {
          next = members.value();
        }
      }
      if (next == null) {
        return null;
      }
      found = next;
    }
    return found;
  }
}
