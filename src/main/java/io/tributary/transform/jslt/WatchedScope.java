package io.tributary.transform.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.Scope;

/**
 * The variables of one evaluation. Calling a function and reading or setting a variable are steps
 * that the watch checks, so that a recursion ends.
 */
final class WatchedScope extends Scope {
  private final Watch watch;

  WatchedScope(int size, Watch watch) {
    super(size);
    this.watch = watch;
  }

  @Override
  public void enterFunction(int size) {
    watch.check();
    watch.checkAllocation();
    super.enterFunction(size);
  }

  @Override
  public JsonNode getValue(int slot) {
    watch.check();
    return super.getValue(slot);
  }

  @Override
  public void setValue(int slot, JsonNode value) {
    watch.checkAllocation();
    super.setValue(slot, value);
  }
}
