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
    mode = EnumSource.Mode.EXCLUDE,
    names = {"WEB_H2C", "WEB_H2"})
@interface EveryHttp1Transport {}
