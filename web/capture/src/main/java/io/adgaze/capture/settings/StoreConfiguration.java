package io.adgaze.capture.settings;

import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean(destroyMethod = "close")
    ObjectStore objectStore(CaptureSettings settings) {
        return ObjectStores.of(settings.store());
    }
}
