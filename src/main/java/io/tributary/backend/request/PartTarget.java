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
    this(whole(part, backend));
  }

  private PartTarget(PathTemplate whole) {
    this.template = new TargetTemplate(whole);
    this.safe = template.constant().filter(RequestTarget::isSafe).isPresent();
  }

  /** The target that people see, which has no credential of the configuration in it. */
  public static PartTarget shown(PartConfig part, BackendConfig backend) {
    return new PartTarget(whole(part, backend).shown());
  }

  private static PathTemplate whole(PartConfig part, BackendConfig backend) {
    return part.path().after(backend.pathPrefix());
  }

  /** The target for these inputs in origin-form; empty if they do not form a valid one. */
  public Optional<String> of(Inputs inputs) {
    return template.expand(inputs).filter(target -> safe || RequestTarget.isSafe(target));
  }
}
