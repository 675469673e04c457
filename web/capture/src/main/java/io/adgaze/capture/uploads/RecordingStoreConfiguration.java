package io.adgaze.capture.uploads;

import io.adgaze.capture.settings.CaptureSettings;
import io.adgaze.storage.ObjectStores;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RecordingStoreConfiguration {

    @Bean
    FolderUploads folderUploads(CaptureSettings settings, Clock clock) {
        return new FolderUploads(settings.home().resolve("uploads"), clock);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    RecordingStore recordingStore(CaptureSettings settings, FolderUploads folder) {
        if (!settings.landsInS3()) {
            return new RecordingStore(settings, folder, folder);
        }
        return new RecordingStore(
                settings,
                ObjectStores.directUploads(settings.store()),
                ObjectStores.directUploads(settings.storeForBrowsers()));
    }
}
