// Written by scripts/approximations.py. Names that end in Short are good enough for float32.

/** The positive zero of digamma less 1, in two doubles. */
export const DIGAMMA_ROOT_LESS_ONE: f64 = 0.46163214496836236;
export const DIGAMMA_ROOT_REST: f64 = -1.5522348162858677e-17;

// lgamma(x) / ((x-1) (x-2)), x = t + 3/2; t in [-0.5, 0.5]; relative error 6.9e-17.
// @ts-ignore: decorator
@inline
export function lgammaFactor(t: f64): f64 {
  const t2 = t * t;
  const t4 = t2 * t2;
  const t8 = t4 * t4;
  const t16 = t8 * t8;
  return (((((0.4831289505409809 + t * -0.14595989591430608) + t2 * (0.06291140107458168 + t * -0.0313084875010217)) + t4 * ((0.01679709862898276 + t * -0.009425622447061077) + t2 * (0.005446457956850198 + t * -0.003212074148968353))) + t8 * (((0.0019229132430031888 + t * -0.0011644126224041502) + t2 * (0.0007115650250304279 + t * -0.0004380224528708151)) + t4 * ((0.0002708950296280356 + t * -0.00016865016226225166) + t2 * (0.00010771545393886628 + t * -6.765020809380933e-05)))) + t16 * ((3.4988964640274815e-05 + t * -2.2062867871136606e-05) + t2 * (2.8340547351058232e-05 + t * -1.804276273750087e-05)));
}

// lgamma(x) / ((x-1) (x-2)), x = t + 3/2; t in [-0.5, 0.5]; relative error 6.9e-17.
// @ts-ignore: decorator
@inline
export function lgammaFactor_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  const t8 = f64x2.mul(t4, t4);
  const t16 = f64x2.mul(t8, t8);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.4831289505409809), f64x2.mul(t, f64x2.splat(-0.14595989591430608))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.06291140107458168), f64x2.mul(t, f64x2.splat(-0.0313084875010217))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.01679709862898276), f64x2.mul(t, f64x2.splat(-0.009425622447061077))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.005446457956850198), f64x2.mul(t, f64x2.splat(-0.003212074148968353))))))), f64x2.mul(t8, f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.0019229132430031888), f64x2.mul(t, f64x2.splat(-0.0011644126224041502))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.0007115650250304279), f64x2.mul(t, f64x2.splat(-0.0004380224528708151))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.0002708950296280356), f64x2.mul(t, f64x2.splat(-0.00016865016226225166))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.00010771545393886628), f64x2.mul(t, f64x2.splat(-6.765020809380933e-05))))))))), f64x2.mul(t16, f64x2.add(f64x2.add(f64x2.splat(3.4988964640274815e-05), f64x2.mul(t, f64x2.splat(-2.2062867871136606e-05))), f64x2.mul(t2, f64x2.add(f64x2.splat(2.8340547351058232e-05), f64x2.mul(t, f64x2.splat(-1.804276273750087e-05)))))));
}

// lgamma(x) / ((x-1) (x-2)), x = t + 3/2; t in [-0.5, 0.5]; relative error 6.9e-10.
// @ts-ignore: decorator
@inline
export function lgammaFactorShort_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  const t8 = f64x2.mul(t4, t4);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.4831289505409809), f64x2.mul(t, f64x2.splat(-0.14595990197047848))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.06291140483558316), f64x2.mul(t, f64x2.splat(-0.031308005354291575))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.01679679922060099), f64x2.mul(t, f64x2.splat(-0.009436288268733021))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.005453080503264046), f64x2.mul(t, f64x2.splat(-0.0031169820596948635))))))), f64x2.mul(t8, f64x2.add(f64x2.add(f64x2.splat(0.0018638849491948337), f64x2.mul(t, f64x2.splat(-0.0015244858346622184))), f64x2.mul(t2, f64x2.splat(0.0009349331277874866)))));
}

// digamma(x) / (x - its zero), x = t + 3/2; t in [-0.5, 0.5]; relative error 1.4e-16.
// @ts-ignore: decorator
@inline
export function digammaFactor(t: f64): f64 {
  const t2 = t * t;
  const t4 = t2 * t2;
  const t8 = t4 * t4;
  const t16 = t8 * t8;
  return (((((0.9510558760318328 + t * -0.4236274212814573) + t2 * (0.24054248424078478 + t * -0.14840492305485808)) + t4 * ((0.09498872445354183 + t * -0.06192213319072707) + t2 * (0.0407608338843387 + t * -0.026975800029253667))) + t8 * (((0.017907250563619775 + t * -0.011908146513976738) + t2 * (0.007926972735646359 + t * -0.005280903066090605)) + t4 * ((0.0035187504361950134 + t * -0.002337552647103118) + t2 * (0.0015580749137213761 + t * -0.0010776863967234226)))) + t16 * (((0.0007184107969046378 + t * -0.00035476352053371977) + t2 * (0.00023650171719339814 + t * -0.0003783907897248858)) + t4 * 0.0002522590506964885));
}

// digamma(x) / (x - its zero), x = t + 3/2; t in [-0.5, 0.5]; relative error 1.4e-16.
// @ts-ignore: decorator
@inline
export function digammaFactor_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  const t8 = f64x2.mul(t4, t4);
  const t16 = f64x2.mul(t8, t8);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.9510558760318328), f64x2.mul(t, f64x2.splat(-0.4236274212814573))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.24054248424078478), f64x2.mul(t, f64x2.splat(-0.14840492305485808))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.09498872445354183), f64x2.mul(t, f64x2.splat(-0.06192213319072707))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.0407608338843387), f64x2.mul(t, f64x2.splat(-0.026975800029253667))))))), f64x2.mul(t8, f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.017907250563619775), f64x2.mul(t, f64x2.splat(-0.011908146513976738))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.007926972735646359), f64x2.mul(t, f64x2.splat(-0.005280903066090605))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.0035187504361950134), f64x2.mul(t, f64x2.splat(-0.002337552647103118))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.0015580749137213761), f64x2.mul(t, f64x2.splat(-0.0010776863967234226))))))))), f64x2.mul(t16, f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.0007184107969046378), f64x2.mul(t, f64x2.splat(-0.00035476352053371977))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.00023650171719339814), f64x2.mul(t, f64x2.splat(-0.0003783907897248858))))), f64x2.mul(t4, f64x2.splat(0.0002522590506964885)))));
}

// digamma(x) / (x - its zero), x = t + 3/2; t in [-0.5, 0.5]; relative error 4.2e-9.
// @ts-ignore: decorator
@inline
export function digammaFactorShort_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  const t8 = f64x2.mul(t4, t4);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.9510558760318328), f64x2.mul(t, f64x2.splat(-0.42362749747529066))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.24054253501497624), f64x2.mul(t, f64x2.splat(-0.1483988613883281))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.09498468507487738), f64x2.mul(t, f64x2.splat(-0.062055980386091954))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.040850026740824504), f64x2.mul(t, f64x2.splat(-0.025786883631264544))))))), f64x2.mul(t8, f64x2.add(f64x2.add(f64x2.splat(0.01711498899971067), f64x2.mul(t, f64x2.splat(-0.016373620255320655))), f64x2.mul(t2, f64x2.splat(0.010902588672572695)))));
}

// x (lgamma(x) - ((x-1/2) log x - x + log(2 pi)/2)), t = 1/x^2; t in [0.0, 0.015625]; relative error 5.5e-17.
// @ts-ignore: decorator
@inline
export function stirlingTail(t: f64): f64 {
  const t2 = t * t;
  const t4 = t2 * t2;
  return (((0.08333333333333333 + t * -0.002777777777773988) + t2 * (0.0007936507897524059 + t * -0.0005952365845057049)) + t4 * ((0.0008414700852503147 + t * -0.001890382993887715) + t2 * 0.005065905360156132));
}

// x (lgamma(x) - ((x-1/2) log x - x + log(2 pi)/2)), t = 1/x^2; t in [0.0, 0.015625]; relative error 5.5e-17.
// @ts-ignore: decorator
@inline
export function stirlingTail_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.08333333333333333), f64x2.mul(t, f64x2.splat(-0.002777777777773988))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.0007936507897524059), f64x2.mul(t, f64x2.splat(-0.0005952365845057049))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.0008414700852503147), f64x2.mul(t, f64x2.splat(-0.001890382993887715))), f64x2.mul(t2, f64x2.splat(0.005065905360156132)))));
}

// x (lgamma(x) - ((x-1/2) log x - x + log(2 pi)/2)), t = 1/x^2; t in [0.0, 0.11111]; relative error 3.6e-10.
// @ts-ignore: decorator
@inline
export function stirlingTailShort_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.08333333330240195), f64x2.mul(t, f64x2.splat(-0.002777763776343079))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.0007926112796567787), f64x2.mul(t, f64x2.splat(-0.0005671814041535567))))), f64x2.mul(t4, f64x2.splat(0.0005045318717343812)));
}

// x^2 (log x - 1/(2x) - digamma(x)), t = 1/x^2; t in [0.0, 0.015625]; relative error 5.5e-17.
// @ts-ignore: decorator
@inline
export function digammaTail(t: f64): f64 {
  const t2 = t * t;
  const t4 = t2 * t2;
  return (((0.08333333333333333 + t * -0.008333333333331664) + t2 * (0.003968253965999701 + t * -0.004166665501516725)) + t4 * ((0.007575459920369176 + t * -0.02105106090804774) + t2 * (0.08002337465397756 + t * -0.299425370626735)));
}

// x^2 (log x - 1/(2x) - digamma(x)), t = 1/x^2; t in [0.0, 0.015625]; relative error 5.5e-17.
// @ts-ignore: decorator
@inline
export function digammaTail_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.08333333333333333), f64x2.mul(t, f64x2.splat(-0.008333333333331664))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.003968253965999701), f64x2.mul(t, f64x2.splat(-0.004166665501516725))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.007575459920369176), f64x2.mul(t, f64x2.splat(-0.02105106090804774))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.08002337465397756), f64x2.mul(t, f64x2.splat(-0.299425370626735)))))));
}

// x^2 (log x - 1/(2x) - digamma(x)), t = 1/x^2; t in [0.0, 0.11111]; relative error 3.5e-9.
// @ts-ignore: decorator
@inline
export function digammaTailShort_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.08333333302898548), f64x2.mul(t, f64x2.splat(-0.008333195428618415))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.003957962501202982), f64x2.mul(t, f64x2.splat(-0.003885669332656079))))), f64x2.mul(t4, f64x2.splat(0.004109370910981499)));
}

// x^3 (trigamma(x) - 1/x - 1/(2 x^2)), t = 1/x^2; t in [0.0, 0.015625]; relative error 5.6e-17.
// @ts-ignore: decorator
@inline
export function trigammaTail(t: f64): f64 {
  const t2 = t * t;
  const t4 = t2 * t2;
  const t8 = t4 * t4;
  return ((((0.16666666666666666 + t * -0.0333333333333322) + t2 * (0.023809523807580096 + t * -0.03333333204380414)) + t4 * ((0.07575714459070881 + t * -0.25303182992145234) + t2 * (1.1574253415441726 + t * -6.4640994255594775))) + t8 * 30.16232499270368);
}

// x^3 (trigamma(x) - 1/x - 1/(2 x^2)), t = 1/x^2; t in [0.0, 0.015625]; relative error 5.6e-17.
// @ts-ignore: decorator
@inline
export function trigammaTail_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  const t8 = f64x2.mul(t4, t4);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.16666666666666666), f64x2.mul(t, f64x2.splat(-0.0333333333333322))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.023809523807580096), f64x2.mul(t, f64x2.splat(-0.03333333204380414))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.07575714459070881), f64x2.mul(t, f64x2.splat(-0.25303182992145234))), f64x2.mul(t2, f64x2.add(f64x2.splat(1.1574253415441726), f64x2.mul(t, f64x2.splat(-6.4640994255594775))))))), f64x2.mul(t8, f64x2.splat(30.16232499270368)));
}

// (log((1+s)/(1-s)) - 2s) / s^3, t = s^2; t in [0.0, 0.02944]; relative error 4.7e-16.
// @ts-ignore: decorator
@inline
export function logTail_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.splat(0.666666666666667), f64x2.mul(t, f64x2.splat(0.39999999999899444))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.2857142862600327), f64x2.mul(t, f64x2.splat(0.22222211130259878))))), f64x2.mul(t4, f64x2.add(f64x2.add(f64x2.splat(0.18182889455674947), f64x2.mul(t, f64x2.splat(0.15331710618210773))), f64x2.mul(t2, f64x2.splat(0.14616585424888623)))));
}

// (log((1+s)/(1-s)) - 2s) / s^3, t = s^2; t in [0.0, 0.02944]; relative error 1.7e-9.
// @ts-ignore: decorator
@inline
export function logTailShort_f64x2(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  return f64x2.add(f64x2.add(f64x2.splat(0.6666666655445165), f64x2.mul(t, f64x2.splat(0.40000121876972))), f64x2.mul(t2, f64x2.add(f64x2.splat(0.2855081659971155), f64x2.mul(t, f64x2.splat(0.23330581938241893)))));
}
