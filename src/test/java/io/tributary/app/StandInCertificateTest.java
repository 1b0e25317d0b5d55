package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import org.junit.jupiter.api.Test;

class StandInCertificateTest {
  @Test
  void isSignedByItsAuthority() throws Exception {
    StandInCertificate made = StandInCertificate.create();
    made.certificate().verify(made.authority().getPublicKey());
    made.authority().verify(made.authority().getPublicKey());
    made.certificate().checkValidity();
    assertThat(made.authority().getBasicConstraints()).isPositive();
  }

  @Test
  void isTrustedByWhoeverTrustsItsAuthority() throws Exception {
    StandInCertificate made = StandInCertificate.create();
    Vertx vertx = Vertx.vertx(); // cold code may take long
    try {
      StandIn server = TestVertx.await(StandIn.start(vertx, made.identity()));
      WebClient client =
          WebClient.create(
              vertx, new WebClientOptions().setSsl(true).setTrustOptions(made.trust()));
      assertThat(
              TestVertx.await(
                      client.get(server.origin().port(), server.origin().host(), "/").send())
                  .statusCode())
          .isEqualTo(200);
    } finally {
      TestVertx.close(vertx);
    }
  }
}
