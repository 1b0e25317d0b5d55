package io.tributary.transform;

import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartResult;
import io.tributary.config.MatchConfig;
import io.tributary.json.BufferSlice;
import io.tributary.json.ListJoin;
import io.tributary.json.NewMember;
import io.tributary.json.ShownValue;
import io.tributary.json.Slice;
import java.util.Optional;

/** One part that goes into the value of another, as the member with its name. Immutable. */
public final class Insertion {
  private final String part;
  private final String into;
  private final Form form;

  /** How the part goes into the other. */
  private interface Form {
    /** The value with the part in it; empty if that has more than {@code most} bytes. */
    Optional<Slice> made(ShownValue value, ShownValue part, long most);
  }

  private Insertion(String part, String into, Form form) {
    this.part = part;
    this.into = into;
    this.form = form;
  }

  /** The part goes into the object that is the value of the other. */
  public static Insertion of(String part, String into) {
    NewMember member = new NewMember(part);
    return new Insertion(
        part, into, (value, own, most) -> member.in(value.shown(), own.shown(), most));
  }

  /** Each element of the other part gets the element of this part that has the same key. */
  public static Insertion of(String part, String into, MatchConfig match) {
    ListJoin join = new ListJoin(part, match.other(), match.own());
    return new Insertion(
        part,
        into,
        (value, own, most) ->
            join.joined(value, own.body().isArray() ? own : ShownValue.emptyList(), most));
  }

  /** The name of the part. */
  String part() {
    return part;
  }

  /** The name of the other part. */
  String into() {
    return into;
  }

  /** The bytes that it reads. */
  long size(Outcome.Success value, PartResult own) {
    return shown(value).length() + shown(own).length();
  }

  /**
   * The value of the other part with this one in it, or with null if this one has none.
   *
   * @param most the bytes that it may have
   * @return empty if it would have more
   */
  Optional<Slice> made(Outcome.Success value, PartResult own, long most) {
    return form.made(shown(value), shown(own), most);
  }

  private static ShownValue shown(Outcome.Success success) {
    return new ShownValue(BufferSlice.of(success.body()), BufferSlice.of(success.value()));
  }

  private static ShownValue shown(PartResult result) {
    return result
        .success()
        .map(Insertion::shown)
        .orElseGet(
            () -> ShownValue.whole(result.value().map(BufferSlice::of).orElseGet(Slice::ofNull)));
  }
}
