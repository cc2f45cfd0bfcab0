package dev.promissory.kit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a service is at one moment.
 *
 * @param ready whether it can do its work now; a service that restores its state is alive but not ready
 * @param details what an operator wants to know, as plain JSON values: strings, numbers, booleans, lists and maps of
 *     these. Keys keep their order. No secrets: anyone who reaches the port reads them.
 */
public record Health(boolean ready, Map<String, Object> details) {

    public Health {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
}
