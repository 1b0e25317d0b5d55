package io.tributary.backend.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs the tests of a class once over each transport that speaks HTTP/1.1: those about its framing,
 * about names and addresses, and about TLS.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@EnumSource(
    value = TransportUnderTest.class,
    names = {"WEB_HTTP_1_1", "LEAN"})
@interface EveryHttp1Transport {}
