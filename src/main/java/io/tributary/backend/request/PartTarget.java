package io.tributary.backend.request;

import io.tributary.aggregate.Inputs;
import io.tributary.config.BackendConfig;
import io.tributary.config.PartConfig;
import io.tributary.config.PathTemplate;
import java.util.Optional;

/** The request target of a part's calls. Immutable. */
public final class PartTarget {
  private final TargetTemplate template;
  private final boolean safe;

  /** Creates the target of a part. The configuration guarantees that its template is valid. */
  public PartTarget(PartConfig part, BackendConfig backend) {
    this(part.path(), backend);
  }

  private PartTarget(PathTemplate path, BackendConfig backend) {
    this.template = new TargetTemplate(path.after(backend.pathPrefix()));
    this.safe = template.constant().filter(RequestTarget::isSafe).isPresent();
  }

  /** The target that people see, which has no credential of the configuration in it. */
  public static PartTarget shown(PartConfig part, BackendConfig backend) {
    return new PartTarget(part.path().shown(), backend);
  }

  /** The target for these inputs in origin-form; empty if they do not form a valid one. */
  public Optional<String> of(Inputs inputs) {
    return template.expand(inputs).filter(target -> safe || RequestTarget.isSafe(target));
  }
}
