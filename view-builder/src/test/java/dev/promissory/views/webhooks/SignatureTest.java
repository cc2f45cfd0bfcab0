package dev.promissory.views.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureTest {

    /**
     * Worked out by another hand: {@code printf '1795449600.{"v":1,"type":"WalletOpened"}' | openssl dgst -sha256 -hmac
     * 'a secret of sixteen or more'}.
     */
    static final String EXAMPLE = "v1=f3c53771a690dac23f86a855328440ad296aa430e0ba228cfff931076ba0f69c";

    private final Secret secret = new Secret(Examples.SECRET);
    private final byte[] body = Examples.fact(0, 0, "alice", 1).value();

    @Test
    void aReceiverWithAnyHmacCanCheckIt() {
        assertThat(Signature.of(secret, 1_795_449_600L, body)).isEqualTo(EXAMPLE);
    }

    @Test
    void anotherSecretTimeOrBodyMakesAnotherSignature() {
        assertThat(Signature.of(new Secret(Examples.SECRET + "!"), 1_795_449_600L, body))
                .isNotEqualTo(EXAMPLE);
        assertThat(Signature.of(secret, 1_795_449_601L, body)).isNotEqualTo(EXAMPLE);
        assertThat(Signature.of(secret, 1_795_449_600L, Examples.bytes("{}"))).isNotEqualTo(EXAMPLE);
    }
}
