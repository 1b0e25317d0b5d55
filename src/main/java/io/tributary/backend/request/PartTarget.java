package io.tributary.backend.request;

import io.tributary.aggregate.Inputs;
import io.tributary.config.BackendConfig;
import io.tributary.config.PartConfig;
import java.util.Optional;

/** The request target of a part's calls. Immutable. */
public final class PartTarget {
  private final TargetTemplate template;
  private final boolean safe;

  /** Creates the target of a part. The configuration guarantees that its template is valid. */
  public PartTarget(PartConfig part, BackendConfig backend) {
    this.template = new TargetTemplate(part.path().after(backend.pathPrefix()));
    this.safe = template.constant().filter(RequestTarget::isSafe).isPresent();
  }

  /** The target for these inputs in origin-form; empty if they do not form a valid one. */
  public Optional<String> of(Inputs inputs) {
    return template.expand(inputs).filter(target -> safe || RequestTarget.isSafe(target));
  }
}
