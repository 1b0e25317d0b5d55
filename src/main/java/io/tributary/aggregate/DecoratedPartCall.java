package io.tributary.aggregate;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call around another one. For observers it is that one. It is wanted when that one is, and
 * refuses what that one does.
 */
public interface DecoratedPartCall extends PartCall {
  /** The call that it is around. */
  PartCall call();

  @Override
  default boolean isWanted(Map<String, List<String>> computed) {
    return call().isWanted(computed);
  }

  @Override
  default int atOnce(Inputs inputs) {
    return call().atOnce(inputs);
  }

  @Override
  default boolean isForEachItem() {
    return call().isForEachItem();
  }

  @Override
  default Optional<Outcome.Failure> refusal(Outcome.Success substitute) {
    return call().refusal(substitute);
  }

  @Override
  default String backend() {
    return call().backend();
  }

  @Override
  default Optional<Callee> callee() {
    return call().callee();
  }
}
