package io.tributary.ops;

import io.netty.util.internal.PlatformDependent;

/** The memory of the process in bytes. Stateless. */
final class MemoryUse {
  private MemoryUse() {}

  /** The use at present. Direct memory is that of Netty, which has all buffers of connections. */
  static JsonMembers now() {
    Runtime jvm = Runtime.getRuntime();
    return new JsonMembers()
        .put("heapUsed", jvm.totalMemory() - jvm.freeMemory())
        .put("heapMax", jvm.maxMemory())
        .put("directUsed", PlatformDependent.usedDirectMemory())
        .put("directMax", PlatformDependent.maxDirectMemory());
  }
}
