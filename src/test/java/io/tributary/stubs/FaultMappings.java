package io.tributary.stubs;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.extension.MappingsLoaderExtension;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;

/**
 * Adds every fault to a stub as a state of the scenario {@code fault}, so that WireMock's own
 * requests switch them at run time. They come before what the stub's files say.
 */
final class FaultMappings implements MappingsLoaderExtension {
  static final String SCENARIO = "fault";

  @Override
  public void loadMappingsInto(StubMappings mappings) {
    for (Fault fault : Fault.values()) {
      mappings.addMapping(
          any(anyUrl())
              .atPriority(1)
              .inScenario(SCENARIO)
              .whenScenarioStateIs(fault.word())
              .willReturn(fault.response())
              .build());
    }
  }

  static boolean contains(StubMapping mapping) {
    return SCENARIO.equals(mapping.getScenarioName());
  }

  @Override
  public String getName() {
    return "fault-mappings";
  }
}
