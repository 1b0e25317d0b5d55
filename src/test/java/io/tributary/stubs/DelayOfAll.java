package io.tributary.stubs;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.Admin;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/**
 * Lets the global fixed delay of a stub win over the delays in its files. WireMock alone would use
 * it only for responses without a delay of their own. A fault keeps its time.
 */
record DelayOfAll(Admin stub) implements ResponseDefinitionTransformerV2 {
  @Override
  public ResponseDefinition transform(ServeEvent event) {
    Integer delay = stub.getGlobalSettings().getSettings().getFixedDelay();
    return delay == null || !event.getWasMatched() || FaultMappings.contains(event.getStubMapping())
        ? event.getResponseDefinition()
        : ResponseDefinitionBuilder.like(event.getResponseDefinition())
            .withFixedDelay(delay)
            .build();
  }

  @Override
  public String getName() {
    return "delay-of-all";
  }
}
