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
    Slice found = element;
    for (int i = 0; i < names.size(); i++) {
      if (!found.isObject()) {
        return null;
      }
      MemberWalk members = new MemberWalk(found);
      Slice value = null;
      while (members.next()) {
        if (members.isCalled(names.get(i))) {
          value = members.value();
        }
      }
      if (value == null) {
        return null;
      }
      found = value;
    }
    return found;
  }
}
