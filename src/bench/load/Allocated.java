import com.sun.tools.attach.VirtualMachine;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Prints how many bytes the threads of a running JVM have allocated so far. The argument is its process id. */
public class Allocated {
  public static void main(String[] arguments) throws Exception {
    VirtualMachine jvm = VirtualMachine.attach(arguments[0]);
    try (var connector = JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent()))) {
      System.out.println(
          connector
              .getMBeanServerConnection()
              .getAttribute(new ObjectName("java.lang:type=Threading"), "TotalThreadAllocatedBytes"));
    } finally {
      jvm.detach();
    }
  }
}
